import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffSeconds, maxAttempts, nextAttempt } from "./back-off.ts";
import { matchHandlers, type BatchJobContract, type TickContract } from "./job.contract.ts";

describe("back-off", () => {
  it("CO-6: grows, keeps between half and full, and is capped at 15 minutes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const seconds = backOffSeconds(attempt, () => random);
          const full = Math.min(2 ** attempt, 900);
          expect(seconds).toBeGreaterThanOrEqual(full / 2);
          expect(seconds).toBeLessThanOrEqual(full);
        },
      ),
    );
  });

  it("CO-6: ours is tried longest, theirs few times, a permanent fault once", () => {
    expect(maxAttempts("ours")).toBeGreaterThan(maxAttempts("theirs"));
    const now = new Date("2026-11-23T00:00:00Z");
    expect(nextAttempt(1, "permanent", now).isDead).toBe(true);
    expect(nextAttempt(4, "theirs", now).isDead).toBe(false);
    expect(nextAttempt(5, "theirs", now).isDead).toBe(true);
    expect(nextAttempt(1, "ours", now, () => 0).availableAt.getTime() - now.getTime()).toBe(1_000);
  });
});

describe("job contracts", () => {
  const tick: TickContract = { kind: "tick", name: "sweep", everySeconds: 5 };
  const handler = { contract: tick, run: () => Promise.resolve() };

  it("each has exactly one handler, and each handler a contract", () => {
    expect(() => matchHandlers([tick], [handler])).not.toThrow();
    expect(() => matchHandlers([tick], [])).toThrow(/sweep has 0 handlers/);
    expect(() => matchHandlers([tick], [handler, handler])).toThrow(/sweep has 2 handlers/);
    expect(() => matchHandlers([], [handler])).toThrow(/declared by no module/);
    const twin: BatchJobContract = {
      ...tick,
      kind: "batch",
      batchSize: 1,
      concurrency: 1,
      claim: async () => [],
      settleFailure: async () => {},
    };
    expect(() => matchHandlers([tick, twin], [handler])).toThrow(/share a name|handlers/);
  });
});
