import { Refusal, type RequestContext } from "../core/index.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

const limits = new WeakMap<object, RateLimit>();

/** 20 tries per minute and address: enough for a ward behind one address, too few for guessing. */
export async function limitTries(context: RequestContext): Promise<void> {
  const { kernel } = context;
  const limit =
    limits.get(kernel) ?? createRateLimit(kernel, "login", kernel.config.NODE_ENV === "test" ? 10_000 : 20, 60);
  limits.set(kernel, limit);
  const seconds = await limit.take(context.facts.address);
  if (seconds === null) return;
  throw new Refusal(
    "RATE_LIMITED",
    { en: `Too many tries. Wait ${seconds} seconds.`, ar: `محاولات كثيرة. انتظر ${seconds} ثانية.` },
    { retryAfterSeconds: seconds },
  );
}
