import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { sql } from "../data/sql.ts";
import { verifyOnward } from "./audit-chain.tick.ts";
import { sealAuditEvents } from "./audit-seal.ts";

interface Row {
  readonly verified: number;
  readonly broken: number | null;
  readonly reason: string | null;
}

describe("CO-42: the chain is verified as it grows", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  const write = (count: number) =>
    kernel.tx(async (tx) => {
      for (let n = 0; n < count; n++) tx.audit({ action: "test.done", targetType: "Test", after: { n } });
    });
  /** Two rounds: a fault in the end may be found by the first, one in the middle by the second. */
  const verify = async (): Promise<Row | undefined> => {
    await kernel.tx(verifyOnward);
    await kernel.tx(verifyOnward);
    const [row] = await kernel.tx((tx) =>
      sql<Row>(
        tx.em,
        `select verified_position::int as verified, broken_position::int as broken, broken_reason as reason from audit_chain`,
      ),
    );
    return row;
  };
  const tamper = (...statements: string[]) =>
    kernel.tx(async (tx) => {
      await sql(tx.em, "set local session_replication_role = replica");
      for (const statement of statements) await sql(tx.em, statement);
    });
  const told = () =>
    kernel.tx((tx) =>
      sql<{ action: string; after: object | null }>(
        tx.em,
        "select action, after from audit_event where action like 'audit.chain%' order by id",
      ),
    );
  const entryAt = (position: number) => `(select event_id from audit_seal where position = ${position})`;

  it("goes on from where it was", async () => {
    expect(await verify()).toEqual({ verified: 0, broken: null, reason: null });
    await write(4);
    await kernel.tx(sealAuditEvents);
    expect(await verify()).toEqual({ verified: 4, broken: null, reason: null });
    await write(3);
    await kernel.tx(sealAuditEvents);
    expect(await verify()).toEqual({ verified: 7, broken: null, reason: null });
    expect(await told()).toEqual([]);
  });

  it("finds what was changed after it was verified, tells it once, and says when it is whole again", async () => {
    await tamper(`update audit_event set target_type = 'Other' where id = ${entryAt(2)}`);
    expect(await verify()).toMatchObject({ broken: 2, reason: "CHANGED" });
    await verify();
    expect(await told()).toEqual([{ action: "audit.chainBroken", after: { position: 2, reason: "CHANGED" } }]);
    await tamper(`update audit_event set target_type = 'Test' where id = ${entryAt(2)}`);
    expect(await verify()).toMatchObject({ broken: null, reason: null });
    expect((await told()).map(({ action }) => action)).toEqual(["audit.chainBroken", "audit.chainWhole"]);
  });

  it("finds an entry that is missing", async () => {
    await tamper("create table kept as select * from audit_event", `delete from audit_event where id = ${entryAt(3)}`);
    expect(await verify()).toMatchObject({ broken: 3, reason: "ENTRY_MISSING" });
    await tamper("insert into audit_event select * from kept where id not in (select id from audit_event)");
    expect(await verify()).toMatchObject({ broken: null });
  });

  it("finds an end that was cut off, though what is left fits", async () => {
    await kernel.tx(sealAuditEvents);
    const { verified = 0 } = (await verify()) ?? {};
    expect(verified).toBeGreaterThan(7);
    await tamper(
      `delete from audit_event where id = ${entryAt(verified)}`,
      `delete from audit_seal where position = ${verified}`,
    );
    expect(await verify()).toMatchObject({ verified, broken: verified, reason: "CUT_OFF" });
  });

  it("refuses to move the place where the chain begins", async () => {
    await kernel.tx((tx) => sql(tx.em, "insert into audit_anchor (position, hash) values (1, 'x')"));
    for (const statement of ["update audit_anchor set position = 2", "delete from audit_anchor"])
      await expect(kernel.tx((tx) => sql(tx.em, statement))).rejects.toThrow(/append-only/);
  });
});
