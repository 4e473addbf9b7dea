import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { statementsOf } from "../../testing/statements.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { newId, sql } from "../core/index.ts";
import {
  cancelClocks,
  clocksOf,
  mayReopen,
  meetTarget,
  pauseClocks,
  recomputeForChange,
  reopenClocks,
  resumeClocks,
  SlaCaseKind,
  SlaPauseReason,
  SlaTarget,
  startClocks,
} from "./index.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";

const riyadh = (text: string) => new Date(`${text}+03:00`);
const kind = SlaCaseKind.COMPLAINT;

describe("SLA clocks in PostgreSQL", () => {
  let kernel: TestKernel;
  let hospitalId: string;
  let departmentId: string;
  beforeAll(async () => {
    kernel = await createTestKernel();
    kernel.time = riyadh("2026-11-22T10:00");
    await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      hospitalId = hospital.id;
      departmentId = (await buildDepartment(tx, { hospital })).id;
      // HIGH and URGENT in this department: resolved within eight working hours.
      for (const [severity, maxPauseMinutes] of [
        ["HIGH", null],
        ["URGENT", 60],
      ] as const) {
        const policy = tx.em.create(SlaPolicy, {
          nameEn: severity,
          nameAr: "عالية",
          caseKind: kind,
          hospital,
          department: departmentId,
        });
        tx.em.create(SlaPolicyVersion, {
          policy,
          number: 1,
          actorLabel: "test",
          terms: {
            match: { sources: [], severities: [severity], priorities: [], categoryIds: [] },
            targets: [
              {
                target: SlaTarget.RESOLVE,
                amount: 480,
                unit: "MINUTES",
                reminder: { beforeMinutes: 60, atPercent: null },
              },
            ],
            maxPauseMinutes,
            reopenDays: 7,
            calendarId: null,
            chainId: null,
          },
        });
      }
    });
  });
  afterAll(() => kernel.close());

  const at = (text: string) => (kernel.time = riyadh(text));
  const facts = (caseId: string, severity: string) => ({ kind, caseId, hospitalId, departmentId, severity });
  const start = async (severity = "HIGH", receivedAt = kernel.time) => {
    const caseId = newId();
    const times = await kernel.tx((tx) =>
      startClocks(tx, [{ ...facts(caseId, severity), receivedAt, reference: "C-1" }]),
    );
    return { caseId, dueAt: times.get(caseId)?.dueAt };
  };
  const clocks = async (caseId: string) =>
    (await clocksOf(kernel.orm.em.fork(), kind, [caseId], kernel.time)).get(caseId) ?? [];
  const resolve = async (caseId: string) => (await clocks(caseId)).find(({ target }) => target === SlaTarget.RESOLVE);
  const history = async (caseId: string) =>
    (
      await sql<{ kind: string }>(
        kernel.orm.em.fork(),
        "select h.kind from sla_history_entry h join sla_case c on c.id = h.sla_case_id where c.case_id = $1 order by h.id",
        [caseId],
      )
    ).map((row) => row.kind);

  it("SLA-4: starts when the case was received, once; one logged late is born overdue", async () => {
    at("2026-11-22T10:00");
    const { caseId, dueAt } = await start();
    expect(dueAt).toEqual(riyadh("2026-11-23T09:00"));
    const again = await kernel.tx((tx) =>
      startClocks(tx, [{ ...facts(caseId, "HIGH"), receivedAt: riyadh("2026-11-20T10:00"), reference: "C-1" }]),
    );
    expect(again.get(caseId)?.dueAt).toEqual(dueAt);
    const late = await start("HIGH", riyadh("2026-11-15T10:00"));
    expect((await resolve(late.caseId))?.face).toBe("OVERDUE");
  });

  it("SLA-5: pauses over a weekend, resumes, and while paused says when it would be due", async () => {
    at("2026-11-26T10:00");
    const { caseId } = await start();
    at("2026-11-26T12:00");
    const paused = await kernel.tx((tx) =>
      pauseClocks(tx, kind, [caseId], SlaPauseReason.WAITING_FOR_COMPLAINANT, "asked for the date"),
    );
    expect(paused.get(caseId)).toEqual({ dueAt: null, isPaused: true, missMinutes: null, escalationLevel: 0 });
    at("2026-11-29T09:00");
    expect(await resolve(caseId)).toMatchObject({
      face: "PAUSED",
      pausedSince: riyadh("2026-11-26T12:00"),
      projectedAt: riyadh("2026-11-29T15:00"),
    });
    const resumed = await kernel.tx((tx) => resumeClocks(tx, kind, [caseId]));
    expect(resumed.get(caseId)?.dueAt).toEqual(riyadh("2026-11-29T15:00"));
    expect(await history(caseId)).toEqual(["STARTED", "PAUSED", "RESUMED"]);
  });

  it("SLA-5: paused after it was late it stays late", async () => {
    at("2026-11-22T10:00");
    const { caseId } = await start();
    at("2026-11-23T10:00");
    await kernel.tx((tx) => pauseClocks(tx, kind, [caseId], SlaPauseReason.OTHER));
    expect(await resolve(caseId)).toMatchObject({ face: "OVERDUE", dueAt: riyadh("2026-11-23T09:00") });
  });

  it("SLA-6: resolved late between two looks is a miss, frozen in minutes; it ends every target", async () => {
    at("2026-11-22T10:00");
    const { caseId } = await start("LOW");
    expect((await clocks(caseId)).map(({ target }) => target)).toHaveLength(3);
    at("2026-11-24T10:00");
    await kernel.tx((tx) => meetTarget(tx, kind, [caseId], SlaTarget.ACKNOWLEDGE));
    at("2026-12-06T10:30");
    await kernel.tx((tx) => meetTarget(tx, kind, [caseId], SlaTarget.RESOLVE));
    at("2026-12-20T10:30");
    const faces = new Map((await clocks(caseId)).map((clock) => [clock.target, clock]));
    expect(faces.get(SlaTarget.RESOLVE)).toMatchObject({ face: "MISSED", missMinutes: 30 });
    expect(faces.get(SlaTarget.ACKNOWLEDGE)).toMatchObject({ face: "MISSED", missMinutes: 24 * 60 });
  });

  it.each([
    ["", "HIGH"],
    [", whatever a pause is capped at", "URGENT"],
  ])(
    "SLA-6: reopened in time it goes on without the time it was closed%s; the days count from closing, then it is refused",
    async (_name, severity) => {
      at("2026-11-22T10:00");
      const { caseId } = await start(severity);
      const settle = () => kernel.tx((tx) => meetTarget(tx, kind, [caseId], SlaTarget.RESOLVE));
      const reopen = (closedAt: Date | null) => kernel.tx((tx) => reopenClocks(tx, kind, [caseId], closedAt));
      at("2026-11-22T12:00");
      await settle();
      at("2026-11-24T10:00");
      const times = await reopen(riyadh("2026-11-22T12:00"));
      expect(times.get(caseId)?.dueAt).toEqual(riyadh("2026-11-24T16:00"));
      await settle();
      at("2026-12-02T10:00");
      const closed = riyadh("2026-11-24T10:00");
      expect(await kernel.tx((tx) => mayReopen(tx, kind, caseId, closed))).toBe(false);
      await expect(reopen(closed)).rejects.toMatchObject({ message: "REOPEN_TOO_LATE" });
      expect(await kernel.tx((tx) => mayReopen(tx, kind, caseId, riyadh("2026-11-25T10:00")))).toBe(true);
      await reopen(null);
      expect(await history(caseId)).toEqual(["STARTED", "MET", "REOPENED", "MET", "REOPENED"]);
    },
  );

  it("SLA-7: a change of severity swaps the policy and keeps the pause; twice gives the same", async () => {
    at("2026-11-22T10:00");
    const { caseId } = await start("LOW");
    await kernel.tx((tx) => pauseClocks(tx, kind, [caseId], SlaPauseReason.OTHER));
    at("2026-11-22T12:00");
    await kernel.tx((tx) => resumeClocks(tx, kind, [caseId]));
    const change = () => kernel.tx((tx) => recomputeForChange(tx, [facts(caseId, "HIGH")], "FACTS_CHANGED"));
    expect((await change()).get(caseId)?.dueAt).toEqual(riyadh("2026-11-23T11:00"));
    const told = await history(caseId);
    expect((await change()).get(caseId)?.dueAt).toEqual(riyadh("2026-11-23T11:00"));
    expect(await history(caseId)).toEqual(told);
    const faces = await clocks(caseId);
    expect(faces.filter(({ face }) => face === "CANCELLED")).toHaveLength(2);
  });

  it("SLA-7: another owner keeps the policy as it was, edited for new cases only; another severity does not", async () => {
    const { caseId, dueAt } = await start();
    const owner = await kernel.tx((tx) => buildUser(tx, {}));
    // Edited for new cases only: four hours instead of eight.
    const edit = (number: number) =>
      kernel.tx(async (tx) => {
        const policy = await tx.em.findOneOrFail(SlaPolicy, { hospital: hospitalId });
        const known = await tx.em.findOneOrFail(SlaPolicyVersion, { policy, number: 1 });
        const targets = known.terms.targets.map((target) => ({ ...target, amount: number === 2 ? 240 : 480 }));
        tx.em.create(SlaPolicyVersion, { policy, number, actorLabel: "test", terms: { ...known.terms, targets } });
        policy.currentNumber = number;
      });
    await edit(2);
    const given = await kernel.tx((tx) => recomputeForChange(tx, [{ ...facts(caseId, "HIGH"), ownerId: owner.id }]));
    expect(given.get(caseId)?.dueAt).toEqual(dueAt);
    const low = await kernel.tx((tx) => recomputeForChange(tx, [{ ...facts(caseId, "LOW"), ownerId: owner.id }]));
    expect(low.get(caseId)?.dueAt).not.toEqual(dueAt);
    const anew = await kernel.tx((tx) => recomputeForChange(tx, [{ ...facts(caseId, "HIGH"), ownerId: owner.id }]));
    expect(anew.get(caseId)?.dueAt?.getTime()).toBeLessThan(dueAt?.getTime() ?? 0);
    await edit(3);
  });

  it("SLA-7: no policy left: nothing is due, the history stays", async () => {
    const { caseId } = await start();
    await kernel.tx((tx) => sql(tx.em, "update sla_policy set is_active = false where case_kind = 'COMPLAINT'"));
    const times = await kernel.tx((tx) => recomputeForChange(tx, [facts(caseId, "LOW")]));
    await kernel.tx((tx) => sql(tx.em, "update sla_policy set is_active = true where case_kind = 'COMPLAINT'"));
    expect(times.get(caseId)?.dueAt).toBeNull();
    expect(await history(caseId)).toEqual(["STARTED", "RECOMPUTED"]);
  });

  it("SLA-10: calling off ends the clocks", async () => {
    const { caseId } = await start();
    const times = await kernel.tx((tx) => cancelClocks(tx, kind, [caseId]));
    expect(times.get(caseId)?.dueAt).toBeNull();
    expect((await resolve(caseId))?.face).toBe("CANCELLED");
  });

  it("SLA-12: reads the clocks of many cases in one query", async () => {
    const ids = [(await start()).caseId, (await start()).caseId, (await start("LOW")).caseId];
    const statements = await statementsOf(() => clocksOf(kernel.orm.em.fork(), kind, ids, kernel.time));
    expect(statements).toHaveLength(1);
  });
});
