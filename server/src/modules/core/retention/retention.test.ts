import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildInboundEvent } from "../../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { verifyOnward } from "../audit/audit-chain.tick.ts";
import { sealAuditEvents } from "../audit/audit-seal.ts";
import { verifyAuditChain } from "../audit/audit-verify.ts";
import { ensurePartitions } from "../data/partitions.ts";
import { sql } from "../data/sql.ts";
import { InboundEventStatus } from "../../integrations/index.ts";
import { expiredPartitions } from "./retention-kind.ts";
import { saveRetention } from "./retention.service.ts";
import { runRetentionTick } from "./retention.tick.ts";

describe("CO-44, CO-45: retention", () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await createTestKernel();
    kernel.time = new Date("2020-01-15T10:00:00Z");
    await kernel.tx((tx) => ensurePartitions(tx));
    await write(3);
    kernel.time = new Date("2020-02-15T10:00:00Z");
    await write(2);
  });
  afterAll(() => kernel.close());

  const write = (count: number) =>
    kernel.tx(async (tx) => {
      for (let n = 0; n < count; n++) tx.audit({ action: "test.done", targetType: "Test", after: { n } });
    });
  const partitions = async () =>
    (
      await kernel.tx((tx) =>
        sql<{ name: string }>(
          tx.em,
          "select relname::text as name from pg_class where relname ~ '^audit_event_p2020' and relkind = 'r' order by 1",
        ),
      )
    ).map(({ name }) => name);
  const save = (keepMonths: number | null, version: number) =>
    kernel.tx((tx) => saveRetention(tx, { kind: "AUDIT_EVENT", keepMonths, version }));

  it("takes months only whose last day is past it", () => {
    const names = ["audit_event_p202001", "audit_event_p202002", "audit_event_default", "other_p201901"];
    const expired = (now: string) =>
      expiredPartitions(names, "audit_event", 60, new Date(now)).map(({ name }) => name.slice(-6));
    expect(expired("2025-01-31T23:00:00Z")).toEqual([]);
    expect(expired("2025-02-01T00:00:00Z")).toEqual(["202001"]);
    expect(expired("2030-01-01T00:00:00Z")).toEqual(["202001", "202002"]);
  });

  it("keeps for ever unless told otherwise, and the trail for five years at least", async () => {
    kernel.time = new Date("2025-02-10T10:00:00Z");
    await runRetentionTick(kernel);
    expect(await partitions()).toContain("audit_event_p202001");
    await expect(save(59, 0)).rejects.toThrow("OUT_OF_RANGE");
    expect(await save(60, 0)).toMatchObject({ keepMonths: 60, version: 1 });
    await expect(save(72, 0)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("holds back what is not sealed and verified", async () => {
    await runRetentionTick(kernel);
    await kernel.tx(sealAuditEvents);
    await runRetentionTick(kernel);
    expect(await partitions()).toContain("audit_event_p202001");
  });

  it("drops the month, begins the chain behind it, and says so in the trail", async () => {
    await kernel.tx(verifyOnward);
    await runRetentionTick(kernel);
    expect(await partitions()).not.toContain("audit_event_p202001");
    expect(await partitions()).toContain("audit_event_p202002");
    const [told] = await kernel.tx((tx) =>
      sql<{ after: object }>(tx.em, "select after from audit_event where action = 'retention.partitionDropped'"),
    );
    expect(told?.after).toMatchObject({
      partition: "audit_event_p202001",
      keepMonths: 60,
      entries: 3,
      lastPosition: 3,
    });
  });

  it("verifies from there on, and finds what was changed after it", async () => {
    await kernel.tx(sealAuditEvents);
    await kernel.tx(verifyOnward);
    expect(await verifyAuditChain(kernel.orm.em.fork())).toMatchObject({ isWhole: true });
    await kernel.tx(async (tx) => {
      await sql(tx.em, "set local session_replication_role = replica");
      await sql(
        tx.em,
        "update audit_event set action = 'x' where id = (select event_id from audit_seal where position = 4)",
      );
    });
    expect(await verifyAuditChain(kernel.orm.em.fork())).toMatchObject({ isWhole: false, brokenAt: 4 });
  });

  it("drops nothing of a trail that is broken", async () => {
    await kernel.tx(verifyOnward);
    await kernel.tx(verifyOnward);
    kernel.time = new Date("2026-01-10T10:00:00Z");
    await runRetentionTick(kernel);
    expect(await partitions()).toContain("audit_event_p202002");
  });
});

describe("CO-44: months of other records", () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await createTestKernel();
    for (const month of ["2020-03", "2020-04", "2020-05"]) {
      kernel.time = new Date(`${month}-10T10:00:00Z`);
      await kernel.tx(async (tx) => {
        await ensurePartitions(tx);
        const hospital = await buildHospital(tx);
        await buildInboundEvent(tx, { hospital, encounterId: month, status: InboundEventStatus.PROCESSED });
        await sql(
          tx.em,
          `insert into notification_log (id, created_at, notification_id, hospital_id, purpose, channel, backend, attempt, status, language, related_type, related_id)
           values (uuidv7(), $1, uuidv7(), $2, 'SURVEY_INVITATION', 'SMS', 'CONSOLE', 1, 'SENT', 'AR', 'SurveyInstance', uuidv7())`,
          [tx.now, hospital.id],
        );
      });
    }
  });
  afterAll(() => kernel.close());

  const ask = <Row extends object>(text: string, values: unknown[] = []) =>
    kernel.tx((tx) => sql<Row>(tx.em, text, values));
  const monthsOf = async (table: string) =>
    (
      await ask<{ name: string }>(
        "select relname::text as name from pg_class where relname ~ $1 and relkind = 'r' order by 1",
        [`^${table}_p2020`],
      )
    ).map(({ name }) => name.slice(-6));
  const save = (kind: string, keepMonths: number) =>
    kernel.tx((tx) => saveRetention(tx, { kind, keepMonths, version: 0 }));
  const told = async () =>
    (
      await ask<{ after: { partition: string; entries: number } }>(
        "select after from audit_event where action = 'retention.partitionDropped' order by created_at, id",
      )
    ).map(({ after }) => `${after.partition}: ${after.entries}`);

  it("CO-44: inbound events: a month with unfinished work holds back itself and those after it, until it is done", async () => {
    await ask("update inbound_event set status = 'FAILED' where encounter_id = '2020-04'");
    kernel.time = new Date("2020-08-20T10:00:00Z");
    await runRetentionTick(kernel);
    expect(await monthsOf("inbound_event")).toEqual(expect.arrayContaining(["202003", "202004", "202005"]));
    await expect(save("INBOUND_EVENT", 2)).rejects.toThrow("OUT_OF_RANGE");
    await save("INBOUND_EVENT", 3);
    await runRetentionTick(kernel);
    expect(await monthsOf("inbound_event")).not.toContain("202003");
    expect(await monthsOf("inbound_event")).toEqual(expect.arrayContaining(["202004", "202005"]));
    expect(await ask("select encounter_id as of from inbound_event order by 1")).toEqual([
      { of: "2020-04" },
      { of: "2020-05" },
    ]);
    expect(await told()).toEqual(["inbound_event_p202003: 1"]);

    await ask("update inbound_event set status = 'DEAD' where encounter_id = '2020-04'");
    kernel.time = new Date("2020-09-01T10:00:00Z");
    await runRetentionTick(kernel);
    expect(await ask("select encounter_id as of from inbound_event")).toEqual([]);
    expect(await told()).toEqual(["inbound_event_p202003: 1", "inbound_event_p202004: 1", "inbound_event_p202005: 1"]);
  });

  it("CO-44: the message log goes by a retention of its own, and what was dropped for one stays for the other", async () => {
    expect(await ask("select 1 from notification_log")).toHaveLength(3);
    await expect(save("NOTIFICATION_LOG", 5)).rejects.toThrow("OUT_OF_RANGE");
    await save("NOTIFICATION_LOG", 6);
    await runRetentionTick(kernel);
    expect(await monthsOf("notification_log")).toContain("202003");
    kernel.time = new Date("2020-10-01T10:00:00Z");
    await runRetentionTick(kernel);
    expect(await monthsOf("notification_log")).not.toContain("202003");
    expect(await monthsOf("notification_log")).toEqual(expect.arrayContaining(["202004", "202005"]));
    expect(await ask("select 1 from notification_log")).toHaveLength(2);
    expect(await told()).toContain("notification_log_p202003: 1");
  });

  it("CO-44: after a month is gone, new events find their place", async () => {
    kernel.time = new Date("2020-10-02T10:00:00Z");
    await kernel.tx(async (tx) => {
      await ensurePartitions(tx);
      await buildInboundEvent(tx, { encounterId: "2020-10" });
    });
    expect(await ask("select tableoid::regclass::text as part from inbound_event")).toEqual([
      { part: "inbound_event_p202010" },
    ]);
  });
});
