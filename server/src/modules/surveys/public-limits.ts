import { createRateLimit, type RateLimit } from "../accounts/index.ts";
import { Refusal, type Kernel } from "../core/index.ts";
import { tokenHash } from "./survey.token.ts";

export const missesPerMinute = 300;

interface PublicLimits {
  readonly token: RateLimit;
  readonly misses: RateLimit;
}

const perKernel = new WeakMap<Kernel, PublicLimits>();

function limitsOf(kernel: Kernel): PublicLimits {
  const known = perKernel.get(kernel);
  if (known) return known;
  const limits = {
    // A form that saves after each pause in typing makes at most 50 calls a minute.
    token: createRateLimit(kernel, "survey-token", 120, 60),
    // Only misses count against an address: a whole ward answers from one, but nobody needs wrong links by the hundred.
    misses: createRateLimit(kernel, "survey-miss", missesPerMinute, 60),
  };
  perKernel.set(kernel, limits);
  return limits;
}

/** Seconds to wait, or null. The token itself never reaches Redis. */
export async function waitBeforeUse(kernel: Kernel, token: string, address: string): Promise<number | null> {
  const limits = limitsOf(kernel);
  const waits = await Promise.all([limits.token.take(tokenHash(token).slice(0, 32)), limits.misses.take(address, 0)]);
  return waits[0] ?? waits[1];
}

export async function noteMiss(kernel: Kernel, address: string): Promise<void> {
  await limitsOf(kernel).misses.take(address);
}

export const tooMany = (seconds: number) =>
  new Refusal(
    "RATE_LIMITED",
    { en: "Too many requests. Please wait a moment.", ar: "طلبات كثيرة. يرجى الانتظار قليلًا." },
    { retryAfterSeconds: seconds },
  );
