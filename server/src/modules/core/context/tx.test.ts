import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { sql } from "../data/sql.ts";
import { defineEvent } from "../events/event.ts";
import { liveChannel } from "../live/live-bus.ts";
import type { Tx } from "./tx.ts";

const answered = defineEvent<object>("survey.answered");
const channel = liveChannel<{ n: number }>("test.happened");

describe("CO-3: one transaction with all that follows", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  const written = async (target: string) => {
    const em = kernel.orm.em.fork();
    const [audits] = await sql<{ n: number }>(em, "select count(*)::int n from audit_event where target_id = $1", [
      target,
    ]);
    const [outbox] = await sql<{ n: number }>(
      em,
      "select count(*)::int n from outbox_message where payload->>'target' = $1",
      [target],
    );
    return { audits: audits?.n, isAnnounced: (outbox?.n ?? 0) > 0 };
  };
  const change = (target: string, end: (tx: Tx) => unknown) =>
    kernel.tx(async (tx) => {
      tx.audit({ action: "test.done", targetType: "Test", targetId: target });
      tx.emit(answered, { target });
      tx.publish(channel, { n: 1 });
      await end(tx);
    });

  it("CO-3: a change that fails leaves no audit entry and no announcement, and nobody is told", async () => {
    const publish = vi.spyOn(kernel.live, "publish");
    const broken = change("fails", () => Promise.reject(new Error("broken")));
    await expect(broken).rejects.toThrow("broken");
    expect(await written("fails")).toEqual({ audits: 0, isAnnounced: false });
    expect(publish).not.toHaveBeenCalled();
    publish.mockRestore();
  });

  it("CO-3: consoles are told after the commit, when the audit entry and the announcement stand", async () => {
    const seen: unknown[] = [];
    const publish = vi
      .spyOn(kernel.live, "publish")
      .mockImplementation(async () => void seen.push(await written("stands")));
    await change("stands", () => expect(seen).toEqual([]));
    // The audit trail tells its own readers as well.
    expect(seen.length).toBeGreaterThan(0);
    for (const state of seen) expect(state).toEqual({ audits: 1, isAnnounced: true });
    publish.mockRestore();
  });
});
