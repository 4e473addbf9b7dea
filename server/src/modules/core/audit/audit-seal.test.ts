import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { sql } from "../data/sql.ts";
import { sealAuditEvents } from "./audit-seal.ts";
import { verifyAuditChain } from "./audit-verify.ts";

describe("audit trail", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  const write = (count: number) =>
    kernel.tx(async (tx) => {
      for (let n = 0; n < count; n++)
        tx.audit({ action: "test.done", targetType: "Test", targetId: String(n), after: { n } });
    });
  const verify = (head?: string) => verifyAuditChain(kernel.orm.em.fork(), head);
  /** What an attacker with the rights of the table's owner would do. */
  const tamper = (statement: string) =>
    kernel.tx(async (tx) => {
      await sql(tx.em, "set local session_replication_role = replica");
      await sql(tx.em, statement);
    });

  it("CO-4: chains what was written, by several writers at once, and finds the chain whole", async () => {
    await Promise.all([write(3), write(4), write(5)]);
    expect((await verify()).waiting).toBe(12);
    expect(await kernel.tx(sealAuditEvents)).toBe(12);
    expect(await verify()).toMatchObject({ isWhole: true, sealed: 12, waiting: 0 });
  });

  it("CO-4: refuses to change, delete or truncate", async () => {
    for (const statement of [
      "update audit_event set action = 'x'",
      "delete from audit_event",
      "truncate audit_event",
      "delete from audit_seal",
    ]) {
      await expect(kernel.tx((tx) => sql(tx.em, statement))).rejects.toThrow(/append-only/);
    }
  });

  it("CO-4: finds a changed entry, at its position", async () => {
    const { head } = await verify();
    await tamper(
      "update audit_event set after = '{\"n\": 99}' where id = (select event_id from audit_seal where position = 5)",
    );
    expect(await verify(head)).toMatchObject({ isWhole: false, brokenAt: 5 });
    await tamper(
      "update audit_event e set after = jsonb_build_object('n', target_id::int) where after = '{\"n\": 99}'",
    );
    expect(await verify(head)).toMatchObject({ isWhole: true });
  });

  it("CO-4: finds a missing end when the head is known elsewhere", async () => {
    const { head } = await verify();
    await tamper("delete from audit_event where id = (select event_id from audit_seal where position = 12)");
    await tamper("delete from audit_seal where position = 12");
    expect((await verify()).isWhole).toBe(true);
    expect(await verify(head)).toMatchObject({ isWhole: false });
  });
});
