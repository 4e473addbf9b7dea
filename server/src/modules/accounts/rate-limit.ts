import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Kernel } from "../core/index.ts";

export interface RateLimit {
  /** Null when taken; else the seconds to wait. Works without Redis too, then per process (P1: an outage only delays). */
  take(key: string, points?: number): Promise<number | null>;
}

export function createRateLimit(kernel: Kernel, name: string, points: number, seconds: number): RateLimit {
  const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  const limiter = new RateLimiterRedis({
    storeClient: kernel.redis,
    keyPrefix: `px360:limit:${name}`,
    points,
    duration: seconds,
    insuranceLimiter: memory,
    rejectIfRedisNotReady: true,
  });
  return {
    async take(key, cost = 1) {
      try {
        await limiter.consume(key, cost);
        return null;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
  };
}
