import { createRateLimit } from "../../accounts/index.ts";
import type { Kernel } from "../../core/index.ts";

/** A Redis that does not answer must not hold events up (P1); then each process counts for itself. */
const patienceMs = 250;

interface Purse {
  left: number;
  /** Epoch milliseconds: what is left lapses then. */
  until: number;
  refusedUntil: number;
  filling: Promise<void> | null;
}

export interface Allowance {
  /** Null when `events` may be posted, else the seconds to wait. */
  take(callerId: string, events: number): Promise<number | null>;
}

/**
 * IN-9: events per minute and credential, over all servers together. A server fetches allowance from Redis in portions
 * of a six-hundredth and spends them on its own, so that at full rate one request in a hundred waits for Redis. The
 * price: a server may keep a portion that another could have used.
 */
export function createAllowance(kernel: Kernel): Allowance {
  const perMinute = kernel.config.INTAKE_RATE_PER_MINUTE;
  const portion = Math.max(1, Math.floor(perMinute / 600));
  const limit = createRateLimit(kernel, "intake", perMinute, 60);
  const purses = new Map<string, Purse>();

  async function fill(purse: Purse, callerId: string, points: number): Promise<void> {
    const seconds = await withinPatience(limit.take(callerId, points));
    const now = Date.now();
    if (seconds === null) {
      purse.left = (purse.until > now ? purse.left : 0) + points;
      purse.until = now + 5_000;
    } else purse.refusedUntil = now + seconds * 1_000;
  }

  return {
    async take(callerId, events) {
      // A batch that is larger than the whole limit passes when the minute is untouched, instead of never.
      const cost = Math.min(events, perMinute);
      let purse = purses.get(callerId);
      if (!purse) purses.set(callerId, (purse = { left: 0, until: 0, refusedUntil: 0, filling: null }));
      for (;;) {
        const now = Date.now();
        if (purse.refusedUntil > now) return Math.ceil((purse.refusedUntil - now) / 1_000);
        if (purse.until > now && purse.left >= cost) {
          purse.left -= cost;
          return null;
        }
        const current: Purse = purse;
        current.filling ??= fill(current, callerId, Math.max(portion, cost)).finally(() => (current.filling = null));
        await current.filling;
      }
    },
  };
}

async function withinPatience(answer: Promise<number | null>): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patienceMs)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
