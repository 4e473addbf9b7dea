import { describe, expect, it } from "vitest";
import { type Connection, nextConnection } from "./connection.ts";

const live: Connection = { state: "live", lostAt: null, epoch: 0 };

describe("nextConnection", () => {
  it("goes from live over reconnecting to stale, and keeps the moment of the loss", () => {
    const lost = nextConnection(live, { type: "lost", at: 1000 });
    expect(lost).toMatchObject({ state: "reconnecting", lostAt: 1000 });
    const again = nextConnection(lost, { type: "lost", at: 5000 });
    expect(again.lostAt).toBe(1000);
    expect(nextConnection(again, { type: "tick", at: 15_999 }).state).toBe("reconnecting");
    expect(nextConnection(again, { type: "tick", at: 16_000 }).state).toBe("stale");
  });

  it("asks for a refetch after a reconnection, not after the first connection", () => {
    expect(nextConnection({ ...live, state: "connecting" }, { type: "opened" }).epoch).toBe(0);
    expect(nextConnection({ ...live, state: "stale", lostAt: 1 }, { type: "opened" })).toEqual({
      state: "live",
      lostAt: null,
      epoch: 1,
    });
  });

  it("does not report a loss after signing out", () => {
    expect(nextConnection({ ...live, state: "off" }, { type: "lost", at: 1 }).state).toBe("off");
  });
});
