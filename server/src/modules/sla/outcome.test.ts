import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvOf } from "../../access/testing/exports.ts";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { newId, sql } from "../core/index.ts";
import { PxActionPriority } from "../action-center/index.ts";
import { cancelClocks, meetTarget, pauseClocks, SlaCaseKind, SlaPauseReason, SlaTarget } from "./index.ts";
import { onTimeRate, outcomeOf, SlaOutcome } from "./outcome.rules.ts";
import { outcomeCondition } from "./outcome.sql.ts";
import { SlaCase } from "./sla-case.entity.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const now = at(12);
const { ON_TIME, MISSED } = SlaOutcome;

const table: readonly (readonly [string, number | null, number | null, number | null, SlaOutcome | null])[] = [
  // what, due, met, called off, outcome
  ["settled in time", 10, 9, null, ON_TIME],
  ["settled exactly when due", 10, 10, null, ON_TIME],
  ["settled late", 10, 11, null, MISSED],
  ["open and overdue", 11, null, null, MISSED],
  ["open, due this moment", 12, null, null, null],
  ["open with time left", 13, null, null, null],
  ["without a deadline", null, null, null, null],
  ["settled without a deadline", null, 11, null, null],
  ["called off in time", 10, null, 9, null],
  ["called off late", 10, null, 11, MISSED],
];

describe("the on-time rate", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    server.kernel.time = now;
  });
  afterAll(() => server.close());

  it("SLA-21: closed on time of what was due; nothing due has no rate", () => {
    expect(onTimeRate(3, 1)).toBe(75);
    expect(onTimeRate(0, 2)).toBe(0);
    expect(onTimeRate(0, 0)).toBeNull();
  });

  it("SLA-21: the pure function and the condition of the database are one definition, line by line", async () => {
    const named = new Map<string, string>();
    const { em } = server.kernel.orm;
    await server.kernel.tx(async (tx) => {
      const { id: hospitalId } = await buildHospital(tx);
      for (const [what, due, met, cancelled] of table) {
        const id = newId();
        named.set(id, what);
        const time = (hour: number | null) => (hour === null ? null : at(hour));
        await sql(
          tx.em,
          `insert into sla_case (id, created_at, kind, case_id, hospital_id, category_path, reference, started_at)
           values ($1, $2, 'INQUIRY', $1, $3, '[]', $4, $2)`,
          [id, at(8), hospitalId, what],
        );
        // A target on the way was late for each: it says nothing about settling.
        for (const [target, times] of [
          [SlaTarget.ACKNOWLEDGE, [at(8), at(9), null]],
          [SlaTarget.RESOLVE, [time(due), time(met), time(cancelled)]],
        ] as const)
          await sql(
            tx.em,
            `insert into sla_clock (id, created_at, sla_case_id, target, amount, unit, due_at, met_at, cancelled_at)
             values ($1, $2, $3, $4, 60, 'MINUTES', $5, $6, $7)`,
            [newId(), at(8), id, target, ...times],
          );
      }
    });
    const found = async (...outcomes: SlaOutcome[]) => {
      const rows = await em
        .fork()
        .find(SlaCase, outcomeCondition([SlaCaseKind.INQUIRY], outcomes, now), { filters: { scope: false } });
      return rows.map(({ id }) => named.get(id)).toSorted();
    };
    const meant = (...outcomes: SlaOutcome[]) =>
      table
        .filter(([, due, met, cancelled]) => {
          const [dueAt, metAt, cancelledAt] = [due, met, cancelled].map((hour) => (hour === null ? null : at(hour)));
          const outcome = outcomeOf(
            { dueAt: dueAt ?? null, metAt: metAt ?? null, cancelledAt: cancelledAt ?? null },
            now,
          );
          return outcome && outcomes.includes(outcome);
        })
        .map(([what]) => what)
        .toSorted();
    const written = (wanted: SlaOutcome) =>
      table.flatMap(([what, , , , outcome]) => (outcome === wanted ? [what] : [])).toSorted();
    expect([await found(ON_TIME), meant(ON_TIME)]).toEqual([written(ON_TIME), written(ON_TIME)]);
    expect([await found(MISSED), meant(MISSED)]).toEqual([written(MISSED), written(MISSED)]);
    expect(await found(ON_TIME, MISSED)).toHaveLength(written(ON_TIME).length + written(MISSED).length);
    expect(await found()).toEqual([]);
  });

  describe("card, list and export", () => {
    let client: TestClient;
    let stranger: TestClient;
    const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

    beforeAll(async () => {
      const emails = await server.kernel.tx(async (tx) => {
        const hospital = await buildHospital(tx);
        const department = await buildDepartment(tx, { hospital });
        const of = { hospital, department };
        // Critical ones are due a day after they came in, around the clock.
        const received = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
        const action = (hours: number) =>
          buildPxAction(tx, { ...of, priority: PxActionPriority.CRITICAL, startedAt: received(hours) });
        const complaint = (days: number) => buildComplaint(tx, { ...of, receivedAt: received(24 * days) });
        const kept = [await action(20), await action(2)];
        const [late, open, paused, off] = [await action(40), await action(30), await action(3), await action(1)];
        await meetTarget(
          tx,
          SlaCaseKind.ACTION,
          [...kept, late].map(({ id }) => id),
          SlaTarget.RESOLVE,
        );
        await pauseClocks(tx, SlaCaseKind.ACTION, [paused.id], SlaPauseReason.WAITING_FOR_THIRD_PARTY);
        await cancelClocks(tx, SlaCaseKind.ACTION, [off.id]);
        expect(open.dueAt).toEqual(received(6));
        // Nothing was due for it.
        const none = await action(60);
        await sql(tx.em, "delete from sla_clock where sla_case_id = (select id from sla_case where case_id = $1)", [
          none.id,
        ]);
        const settled = [await complaint(1), await complaint(15)];
        await complaint(16);
        await complaint(0);
        await meetTarget(
          tx,
          SlaCaseKind.COMPLAINT,
          settled.map(({ id }) => id),
          SlaTarget.RESOLVE,
        );
        const elsewhere = await buildHospital(tx);
        return [
          (await buildUser(tx, { role: Role.PX_COORDINATOR, hospital })).email,
          (await buildUser(tx, { role: Role.PX_COORDINATOR, hospital: elsewhere })).email,
        ] as const;
      });
      client = await server.signIn(emails[0]);
      stranger = await server.signIn(emails[1]);
    });

    type List = readonly [name: string, field: string, type: string, filter: object, figures: Record<string, number>];
    const lists: readonly List[] = [
      ["actions", "pxActions", "PxActionFilter", { createdAt: period }, { due: 4, onTime: 2, missed: 2, rate: 50 }],
      [
        "complaints",
        "complaints",
        "ComplaintFilter",
        { receivedAt: period },
        { due: 3, onTime: 1, missed: 2, rate: 100 / 3 },
      ],
    ];
    const ask = async (by: TestClient, [, field, type, filter]: List) => {
      const card =
        field === "pxActions"
          ? "card: pxActionOnTime(filter: $filter)"
          : "complaintDashboard(filter: $filter) { card: onTime";
      const answer = await by.query<{
        card?: object;
        complaintDashboard?: { card: object };
        missed: { totalCount: number; nodes: { reference: string; slaOutcome: string }[] };
        kept: { totalCount: number };
      }>(
        `query ($filter: ${type}, $missed: ${type}, $kept: ${type}) {
           ${card} { due onTime missed rate } ${field === "pxActions" ? "" : "}"}
           missed: ${field}(filter: $missed) { totalCount nodes { reference slaOutcome } }
           kept: ${field}(filter: $kept) { totalCount } }`,
        { filter, missed: { ...filter, slaOutcome: ["MISSED"] }, kept: { ...filter, slaOutcome: ["ON_TIME"] } },
      );
      if (!answer.data) throw new Error(JSON.stringify(answer.errors));
      return { ...answer.data, card: answer.data.card ?? answer.data.complaintDashboard?.card };
    };

    it.each(lists)(
      "SLA-21: %s: the card counts what list and export show, open and overdue among the misses",
      async (...list) => {
        const [name, , , filter, figures] = list;
        const { card, missed, kept } = await ask(client, list);
        expect(card).toEqual(figures);
        expect([missed.totalCount, kept.totalCount]).toEqual([figures.missed, figures.onTime]);
        expect(new Set(missed.nodes.map(({ slaOutcome }) => slaOutcome))).toEqual(new Set(["MISSED"]));
        const columns = ["reference", "slaOutcome"];
        const order = { list: name, columns, filter: { ...filter, slaOutcome: ["MISSED"] } };
        const sheet = await csvOf(server.url, client, order);
        expect(sheet.head).toEqual(["Reference", "Deadline outcome"]);
        expect(sheet.rows.toSorted()).toEqual(missed.nodes.map(({ reference }) => [reference, "Missed"]).toSorted());
        const late = await csvOf(server.url, client, { ...order, columns: ["late"] });
        expect(late.rows.length).toBe(figures["missed"]);
        for (const [targets] of late.rows) expect(targets).toContain("Resolve");
      },
    );

    it("SLA-21: each sees the rate of their own reach", async () => {
      for (const list of lists)
        expect((await ask(stranger, list)).card).toEqual({ due: 0, onTime: 0, missed: 0, rate: null });
    });

    it("SLA-21, SLA-12: the outcome of a page costs one query", async () => {
      const page = (first: number) =>
        client.query("query ($first: Int!) { pxActions(first: $first) { nodes { id slaOutcome clocks { id } } } }", {
          first,
        });
      const few = await statementsOf(() => page(1));
      const many = await statementsOf(() => page(6));
      expect(many).toHaveLength(few.length);
    });
  });
});
