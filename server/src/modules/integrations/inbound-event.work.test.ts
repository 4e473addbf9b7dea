import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maxAttempts, PermanentError, sql, type Tx } from "../core/index.ts";
import { buildHospital, buildInboundEvent } from "../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { EventRuleKind } from "./event-rule.entity.ts";
import { findEventRule } from "./event-rule.rules.ts";
import { loadEventRules } from "./event-rule.service.ts";
import { receivedAtOf } from "./inbound-event.id.ts";
import { inboundEventsContract } from "./inbound-event.jobs.ts";
import { InboundEventStatus } from "./inbound-event.status.ts";
import { loadInboundEvents, requeueUnmatched, settleInboundEvents } from "./inbound-event.work.ts";

let kernel: TestKernel;
beforeAll(async () => (kernel = await createTestKernel()));
afterAll(() => kernel.close());

const rowOf = async (tx: Tx, id: string) =>
  (
    await sql<Record<string, unknown>>(tx.em, "select * from inbound_event where id = $1 and received_at = $2", [
      id,
      receivedAtOf(id),
    ])
  )[0];

describe("the work of inbound events", () => {
  it("the id tells the partition", async () => {
    const event = await kernel.tx((tx) => buildInboundEvent(tx));
    expect(receivedAtOf(event.id)).toEqual(event.receivedAt);
    expect(receivedAtOf("no id")).toBeNull();
  });

  it("is claimed once until the lease ends, then again", async () => {
    const { id } = await kernel.tx((tx) => buildInboundEvent(tx));
    const claim = () => kernel.tx((tx) => inboundEventsContract.claim(tx, 1_000, 60));
    expect(await claim()).toContain(id);
    expect(await claim()).not.toContain(id);
    kernel.time = new Date(Date.now() + 61_000);
    expect(await claim()).toContain(id);
    kernel.time = new Date();
  });

  it("is loaded with its payload in the order in which it happened; settled and held events are left out", async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute));
    const [late, early, done] = await kernel.tx(
      async (tx) =>
        [
          await buildInboundEvent(tx, { occurredAt: at(9), payload: { n: 2 } }),
          await buildInboundEvent(tx, { occurredAt: at(1), payload: null }),
          await buildInboundEvent(tx, { status: InboundEventStatus.PROCESSED }),
        ] as const,
    );
    const ids = [late.id, early.id, done.id];
    await kernel.tx(async (tx) => {
      const work = await loadInboundEvents(tx, ids);
      expect(work.map((event) => [event.id, event.payload])).toEqual([
        [early.id, {}],
        [late.id, { n: 2 }],
      ]);
      expect(await kernel.tx((other) => loadInboundEvents(other, ids))).toEqual([]);
    });
  });

  it("is settled in bulk, and an unmatched event comes back when its journey appears", async () => {
    const [hospital, other] = await kernel.tx(
      async (tx) => [await buildHospital(tx), await buildHospital(tx)] as const,
    );
    const events = await kernel.tx(async (tx) => ({
      done: await buildInboundEvent(tx),
      ignored: await buildInboundEvent(tx, { hospital }),
      unmatched: await buildInboundEvent(tx, { hospital, encounterId: "E-9" }),
      nowhere: await buildInboundEvent(tx, { encounterId: "E-9" }),
      elsewhere: await buildInboundEvent(tx, { hospital: other, encounterId: "E-9" }),
    }));
    const journeyId = "019ab000-0000-7000-8000-000000000001";
    await kernel.tx(async (tx) => {
      await settleInboundEvents(tx, [
        {
          id: events.done.id,
          status: "PROCESSED",
          hospitalId: hospital.id,
          journeyId,
          flags: ["LATE", "PHYSICIAN_MISSING"],
        },
        { id: events.ignored.id, status: "IGNORED", errorCode: "UNKNOWN_CODE", error: "No rule knows this code." },
        ...[events.unmatched, events.nowhere, events.elsewhere].map((event) => ({
          id: event.id,
          status: "UNMATCHED" as const,
          errorCode: "NO_JOURNEY",
        })),
      ]);
      expect(await rowOf(tx, events.done.id)).toMatchObject({
        status: "PROCESSED",
        hospital_id: hospital.id,
        journey_id: journeyId,
        flags: ["LATE", "PHYSICIAN_MISSING"],
        attempts: 1,
        processed_at: tx.now,
      });
      expect(await rowOf(tx, events.ignored.id)).toMatchObject({
        status: "IGNORED",
        error_code: "UNKNOWN_CODE",
        hospital_id: hospital.id,
      });
      expect(await requeueUnmatched(tx, [{ hospitalId: hospital.id, encounterId: "E-9" }])).toBe(2);
      expect(await rowOf(tx, events.unmatched.id)).toMatchObject({ status: "RECEIVED", error_code: null, attempts: 0 });
      expect(await rowOf(tx, events.elsewhere.id)).toMatchObject({ status: "UNMATCHED" });
    });
  });

  it("fails with back-off, and dies after the last attempt or at once when no retry helps", async () => {
    const { id } = await kernel.tx((tx) => buildInboundEvent(tx));
    const fail = (error: Error) => kernel.tx((tx) => inboundEventsContract.settleFailure(tx, id, error));
    await fail(new Error("with a patient's name"));
    const row = await kernel.tx((tx) => rowOf(tx, id));
    expect(row).toMatchObject({ status: "FAILED", attempts: 1, error_code: "INTERNAL", error: "Error" });
    expect((row?.["available_at"] as Date).getTime()).toBeGreaterThan(Date.now() - 60_000);
    for (let attempt = 2; attempt <= maxAttempts("ours"); attempt++) await fail(new Error("again"));
    expect(await kernel.tx((tx) => rowOf(tx, id))).toMatchObject({ status: "DEAD", attempts: maxAttempts("ours") });

    const second = await kernel.tx((tx) => buildInboundEvent(tx));
    await kernel.tx((tx) =>
      inboundEventsContract.settleFailure(tx, second.id, new PermanentError("BAD_MERGE", "from and into are the same")),
    );
    expect(await kernel.tx((tx) => rowOf(tx, second.id))).toMatchObject({
      status: "DEAD",
      error_code: "BAD_MERGE",
      error: "BAD_MERGE: from and into are the same",
    });
  });

  it("a payload that can't be decrypted is a permanent failure", async () => {
    const { id } = await kernel.tx((tx) => buildInboundEvent(tx, { payload: { a: 1 } }));
    const other = {
      ...kernel,
      cipher: {
        ...kernel.cipher,
        open: () => {
          throw new Error("bad tag");
        },
      },
    };
    await expect(kernel.tx((tx) => loadInboundEvents({ ...tx, kernel: other }, [id]))).rejects.toMatchObject({
      code: "PAYLOAD_UNREADABLE",
    });
  });
});

it("IN-10: the default rules are rows, and a source's own rule goes first", async () => {
  const rules = await kernel.tx(loadEventRules);
  expect(Object.fromEntries(rules.map((rule) => [rule.eventCode, rule.kind]))).toEqual({
    OPD_CHECKED_IN: "OPEN",
    ADMITTED: "OPEN",
    EMS_DISPATCHED: "OPEN",
    DISCHARGED: "CLOSE",
    VISIT_CLOSED: "CLOSE",
    VISIT_CANCELLED: "CANCEL",
    PATIENT_MERGED: "MERGE",
    PATIENT_UPDATED: "UPDATE",
  });
  const own = { sourceSystem: "LAB", eventCode: "ADMITTED", kind: EventRuleKind.STAGE, journeyType: null };
  expect(findEventRule([...rules, own], "LAB", "ADMITTED")).toBe(own);
  expect(findEventRule([...rules, own], "HIS", "ADMITTED")?.kind).toBe("OPEN");
  expect(findEventRule(rules, "HIS", "NOBODY_KNOWS")).toBeNull();
});
