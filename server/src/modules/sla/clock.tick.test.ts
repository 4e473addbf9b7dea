import { ref } from "@mikro-orm/core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Role, type User } from "../accounts/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { newId, sql } from "../core/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import {
  BusinessCalendar,
  cancelClocks,
  escalateNow,
  EscalationChain,
  EscalationRecipient,
  meetTarget,
  recomputeForChange,
  pauseClocks,
  resumeClocks,
  runSlaClockTick,
  runSlaRecomputeTick,
  SlaCaseKind,
  SlaPauseReason,
  SlaPolicy,
  SlaTarget,
  startClocks,
} from "./index.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { StandIn } from "./stand-in.entity.ts";

const riyadh = (text: string) => new Date(`${text}+03:00`);
const kind = SlaCaseKind.INQUIRY;
const allWeek = [0, 1, 2, 3, 4];

describe("the ticks of the SLA engine", () => {
  let kernel: TestKernel;
  let place: { hospitalId: string; departmentId: string };
  let people: { owner: User; manager: User; admin: User; executive: User };

  const at = (text: string) => (kernel.time = riyadh(text));
  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    sql<Row>(kernel.orm.em.fork(), text, values);
  /** Two workers at once, and one that starts anew afterwards. */
  const tick = async () => {
    await Promise.all([runSlaClockTick(kernel), runSlaClockTick(kernel)]);
    await runSlaClockTick(kernel);
  };
  const recompute = () => Promise.all([runSlaRecomputeTick(kernel), runSlaRecomputeTick(kernel)]);
  const told = (user: User) =>
    rows<{ titleKey: string; parameters: Record<string, string>; target: string; targetId: string }>(
      `select title_key as "titleKey", parameters, target_type as target, target_id as "targetId" from user_notification where user_id = $1 order by id`,
      [user.id],
    );
  const toldKeys = async (user: User) => (await told(user)).map(({ titleKey }) => titleKey);
  const start = async (count = 1, receivedAt = kernel.time) => {
    const requests = Array.from({ length: count }, (_, index) => ({
      kind,
      caseId: newId(),
      ...place,
      ownerId: people.owner.id,
      receivedAt,
      reference: `I-${index}`,
    }));
    await kernel.tx((tx) => startClocks(tx, requests));
    return requests.map(({ caseId }) => caseId);
  };
  const history = async (caseId: string | undefined) =>
    (
      await rows<{ kind: string }>(
        "select h.kind from sla_history_entry h join sla_case c on c.id = h.sla_case_id where c.case_id = $1 order by h.id",
        [caseId],
      )
    ).map((row) => row.kind);

  beforeAll(async () => {
    kernel = await createTestKernel();
  });
  afterAll(() => kernel.close());

  /** A hospital of its own: eight working hours to resolve, reminded an hour before; levels at once, after 24 and 72 hours. */
  beforeEach(async () => {
    at("2026-11-22T09:00");
    await kernel.tx((tx) => sql(tx.em, "update sla_clock set cancelled_at = $1 where met_at is null", [tx.now]));
    await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx, { quietFrom: "22:00", quietTo: "08:00" });
      const department = await buildDepartment(tx, { hospital });
      place = { hospitalId: hospital.id, departmentId: department.id };
      people = {
        owner: await buildUser(tx, { role: Role.STAFF, hospital, department }),
        manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department }),
        admin: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital }),
        executive: await buildUser(tx, { role: Role.EXECUTIVE, hospital }),
      };
      const calendar = tx.em.create(BusinessCalendar, { nameEn: "Week", nameAr: "أسبوع", hospital, isDefault: true });
      const weekly = allWeek.map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_020 }));
      const hours = { timeZone: "Asia/Riyadh", weekly, overrides: [], holidays: [] };
      tx.em.create(BusinessCalendarVersion, { calendar, number: 1, actorLabel: "test", hours });
      const policy = tx.em.create(SlaPolicy, {
        nameEn: "Eight hours",
        nameAr: "ثماني ساعات",
        caseKind: kind,
        hospital,
      });
      tx.em.create(SlaPolicyVersion, { policy, number: 1, actorLabel: "test", terms: terms(480) });
    });
  });
  const terms = (amount: number) => ({
    match: { sources: [], severities: [], priorities: [], categoryIds: [] },
    targets: [
      { target: SlaTarget.RESOLVE, amount, unit: "MINUTES" as const, reminder: { beforeMinutes: 60, atPercent: null } },
    ],
    maxPauseMinutes: null,
    reopenDays: 7,
    calendarId: null,
    chainId: null,
  });

  it("SLA-8: reminds, tells the breach and each level once, with two workers and a restart", async () => {
    const [caseId] = await start();
    at("2026-11-22T16:30");
    await tick();
    expect(await toldKeys(people.owner)).toEqual(["slaReminder"]);
    at("2026-11-22T17:30");
    await tick();
    expect(await toldKeys(people.owner)).toEqual(["slaReminder", "slaBreach"]);
    expect(await toldKeys(people.manager)).toEqual(["slaEscalation"]);
    at("2026-11-23T17:30");
    await tick();
    expect((await told(people.admin)).map(({ parameters }) => parameters["level"])).toEqual(["2"]);
    expect(await history(caseId)).toEqual(["STARTED", "REMINDED", "BREACHED", "ESCALATED", "ESCALATED"]);
  });

  it("SLA-9: an imported old case tells its highest level only", async () => {
    await start(1, riyadh("2026-10-01T09:00"));
    await tick();
    expect(await toldKeys(people.manager)).toEqual([]);
    expect(await toldKeys(people.executive)).toEqual(["slaEscalation"]);
  });

  const away = (user: User, standIn: User | null) =>
    kernel.tx(async (tx) => {
      const [fromAt, untilAt] = [riyadh("2026-11-01T00:00"), riyadh("2026-12-01T00:00")];
      tx.em.create(StandIn, { user: user.id, standIn: standIn?.id ?? null, fromAt, untilAt });
    });

  it("SLA-9: somebody away is told through the stand-in, else the next level, else the queue has it", async () => {
    await away(people.manager, people.admin);
    await start();
    at("2026-11-22T17:30");
    await tick();
    expect(await toldKeys(people.manager)).toEqual([]);
    expect(await toldKeys(people.admin)).toEqual(["slaEscalation"]);
    await away(people.admin, null);
    await away(people.executive, null);
    at("2026-11-23T17:30");
    await tick();
    const queue = await rows(
      `select n.id from sla_notice n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id
        where n.recipient_id is null and n.kind = 'ESCALATION' and c.hospital_id = $1`,
      [place.hospitalId],
    );
    expect(queue).toHaveLength(1);
  });

  it("SLA-9: a stand-in of another department is not told of what they can't open", async () => {
    const stranger = await kernel.tx(async (tx) => {
      const hospital = await tx.em.findOneOrFail(Hospital, place.hospitalId);
      const department = await buildDepartment(tx, { hospital });
      return buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department });
    });
    await away(people.manager, stranger);
    await start();
    at("2026-11-22T17:30");
    await tick();
    expect(await toldKeys(stranger)).toEqual([]);
    expect(await toldKeys(people.admin)).toEqual(["slaEscalation"]);
  });

  const queueOf = () =>
    rows<{ kind: string; level: number }>(
      `select n.kind, n.level from sla_notice n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id
        where n.recipient_id is null and n.told_at is null and c.hospital_id = $1`,
      [place.hospitalId],
    );

  it("SLA-9: an owner who is inactive, or a case without one, is reminded of and late by whoever comes next", async () => {
    await rows("update app_user set is_active = false where id = $1", [people.owner.id]);
    const [caseId] = await start();
    at("2026-11-22T16:30");
    await tick();
    expect([await toldKeys(people.owner), await toldKeys(people.manager)]).toEqual([[], ["slaReminder"]]);
    at("2026-11-22T17:30");
    await tick();
    // The level that is due at once tells of the breach.
    expect([await toldKeys(people.owner), await toldKeys(people.manager)]).toEqual([
      [],
      ["slaReminder", "slaEscalation"],
    ]);
    expect(await history(caseId)).toEqual(["STARTED", "REMINDED", "BREACHED", "ESCALATED"]);
    expect(await queueOf()).toEqual([]);
  });

  it("SLA-9, SLA-19: a reminder that reaches nobody stands in the queue, until the case is late and its level does instead", async () => {
    const ids = Object.values(people).map(({ id }) => id);
    await rows("update app_user set is_active = false where id = any($1)", [ids]);
    await start();
    at("2026-11-22T16:30");
    await tick();
    expect(await queueOf()).toEqual([{ kind: "REMINDER", level: 0 }]);
    at("2026-11-22T17:30");
    await tick();
    expect(await queueOf()).toEqual([{ kind: "ESCALATION", level: 1 }]);
  });

  it("SLA-11: given to somebody else before it was told, the new owner hears of it, and the levels as before", async () => {
    const [caseId] = (await start()) as [string];
    at("2026-11-22T23:00");
    await tick();
    const other = await kernel.tx(async (tx) => {
      const department = await tx.em.findOneOrFail(Department, place.departmentId, { populate: ["hospital"] });
      return buildUser(tx, { role: Role.STAFF, hospital: department.hospital.getEntity(), department });
    });
    await kernel.tx((tx) => recomputeForChange(tx, [{ kind, caseId, ...place, ownerId: other.id }]));
    at("2026-11-23T08:01");
    await tick();
    expect(await toldKeys(people.owner)).toEqual([]);
    expect(await toldKeys(other)).toEqual(["slaBreach"]);
    expect(await toldKeys(people.manager)).toEqual(["slaEscalation"]);
  });

  it("SLA-11, SLA-19: in another department what waits is addressed anew, what nobody could be told of as well", async () => {
    const other = await kernel.tx(async (tx) => {
      const hospital = await tx.em.findOneOrFail(Hospital, place.hospitalId);
      const department = await buildDepartment(tx, { hospital });
      return { department, manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department }) };
    });
    const [caseId, lost] = (await start(2)) as [string, string];
    at("2026-11-22T23:00");
    await tick();
    const waiting = (recipients: string | null, of: string) =>
      kernel.tx((tx) =>
        sql(
          tx.em,
          `update sla_notice n set recipient_id = $1 from sla_clock k join sla_case c on c.id = k.sla_case_id
            where n.clock_id = k.id and c.case_id = $2 and n.told_at is null and n.kind = 'ESCALATION'`,
          [recipients, of],
        ),
      );
    await waiting(null, lost);
    for (const moved of [caseId, lost])
      await kernel.tx((tx) =>
        recomputeForChange(tx, [
          { kind, caseId: moved, ...place, departmentId: other.department.id, ownerId: people.owner.id },
        ]),
      );
    at("2026-11-23T08:01");
    await tick();
    expect(await toldKeys(people.manager)).toEqual([]);
    expect((await toldKeys(other.manager)).filter((key) => key === "slaEscalation")).toHaveLength(2);
    expect(await queueOf()).toEqual([]);
  });

  it("SLA-15: by hand it rises above the highest level that any target reached, one that is met as well", async () => {
    const [caseId] = (await start()) as [string];
    await kernel.tx((tx) =>
      sql(
        tx.em,
        `insert into sla_clock (created_at, sla_case_id, target, amount, unit, due_at, met_at, escalation_level)
         select $1, id, 'ACKNOWLEDGE', 60, 'MINUTES', $1, $1, 1 from sla_case where case_id = $2`,
        [kernel.time, caseId],
      ),
    );
    expect((await kernel.tx((tx) => escalateNow(tx, kind, caseId, "The minister asks"))).level).toBe(2);
  });

  it("SLA-9, SLA-17: a kind's own default chain goes before the one for all kinds, a hospital's before the group's", async () => {
    const chain = (levels: EscalationChain["levels"], of: Partial<Pick<EscalationChain, "caseKind" | "hospital">>) =>
      kernel.tx(async (tx) => {
        tx.em.create(EscalationChain, { nameEn: "Chain", nameAr: "سلسلة", isDefault: true, levels, ...of });
      });
    const level = (recipient: EscalationRecipient) => [
      {
        level: 1,
        afterMinutes: 0,
        recipients: [recipient],
        userId: null,
        isOverridingQuietHours: true,
        isReassigning: false,
      },
    ];
    const hospital = ref(Hospital, place.hospitalId);
    await chain(level(EscalationRecipient.HOSPITAL_ADMIN), { hospital });
    await start();
    at("2026-11-22T17:30");
    await tick();
    expect([await toldKeys(people.manager), await toldKeys(people.admin)]).toEqual([[], ["slaEscalation"]]);
    await chain(level(EscalationRecipient.EXECUTIVE), { hospital, caseKind: kind });
    await start(1, riyadh("2026-11-22T08:00"));
    at("2026-11-22T17:40");
    await tick();
    expect([await toldKeys(people.admin), await toldKeys(people.executive)]).toEqual([
      ["slaEscalation"],
      ["slaEscalation"],
    ]);
  });

  it("SLA-20: a level that reassigns says so, by the tick and by hand; the module of the case decides", async () => {
    await kernel.tx(async (tx) => {
      const step = { recipients: [EscalationRecipient.HOSPITAL_ADMIN], userId: null, isOverridingQuietHours: false };
      const levels = [
        { ...step, level: 1, afterMinutes: 0, isReassigning: true },
        { ...step, level: 2, afterMinutes: 60, isReassigning: false },
      ];
      tx.em.create(EscalationChain, {
        nameEn: "Chain",
        nameAr: "سلسلة",
        isDefault: true,
        hospital: ref(Hospital, place.hospitalId),
        levels,
      });
    });
    const [first, second] = (await start(2)) as [string, string];
    const raised = await kernel.tx((tx) => escalateNow(tx, kind, second, "The minister asks"));
    expect(raised).toEqual({ level: 1, recipientId: people.admin.id, isReassigning: true });
    at("2026-11-22T17:30");
    await tick();
    const told = await rows<{ level: number; recipientId: string; isReassigning: boolean }>(
      `select (payload->>'level')::int as level, payload->>'recipientId' as "recipientId", (payload->>'isReassigning')::boolean as "isReassigning"
         from outbox_message where payload->>'caseId' = $1 and event_type = 'sla.escalated' order by id`,
      [first],
    );
    expect(told[0]).toEqual({ level: 1, recipientId: people.admin.id, isReassigning: true });
    const owner = await rows<{ owner: string }>("select owner_id as owner from sla_case where case_id = $1", [first]);
    expect(owner).toEqual([{ owner: people.owner.id }]);
  });

  it("SLA-8: one case that fails does not hold up the others", async () => {
    const [broken, other] = (await start(2)) as [string, string];
    const [row] = await rows<{ id: string }>("select id from sla_case where case_id = $1", [broken]);
    await kernel.tx((tx) =>
      sql(
        tx.em,
        `create function fail_one() returns trigger language plpgsql as $$ begin raise exception 'broken row'; end $$;
         create trigger fail_one before update on sla_clock for each row
           when (old.sla_case_id = '${row?.id}') execute function fail_one()`,
      ),
    );
    at("2026-11-22T17:30");
    await tick();
    expect([await history(broken), await history(other)]).toEqual([["STARTED"], ["STARTED", "BREACHED", "ESCALATED"]]);
    await kernel.tx((tx) => sql(tx.em, "drop trigger fail_one on sla_clock; drop function fail_one()"));
    await tick();
    expect(await history(broken)).toEqual(["STARTED", "BREACHED", "ESCALATED"]);
  });

  it("SLA-11: 500 cases that are late together are one digest for each recipient", async () => {
    await start(500);
    at("2026-11-22T17:30");
    await tick();
    expect((await told(people.manager)).map(({ titleKey, parameters }) => [titleKey, parameters["count"]])).toEqual([
      ["slaDigest", "500"],
    ]);
    expect((await told(people.owner)).map(({ titleKey, target }) => [titleKey, target])).toEqual([
      ["slaDigest", "OverdueInquiries"],
    ]);
  });

  it("SLA-11: what gathers of one case in quiet hours is no digest of one: the gravest is told, and leads to the case", async () => {
    const [caseId] = (await start()) as [string];
    await rows(
      `insert into sla_notice (created_at, clock_id, cycle, kind, level, recipient_id, at, tell_after)
       select now(), k.id, k.cycle, n.kind, n.level, $2, $3, $3
         from sla_clock k join sla_case c on c.id = k.sla_case_id, (values ('REMINDER', 0), ('ESCALATION', 2), ('ESCALATION', 1), ('BREACH', 0)) n (kind, level)
        where c.case_id = $1`,
      [caseId, people.executive.id, kernel.time],
    );
    await tick();
    expect(await told(people.executive)).toMatchObject([
      { titleKey: "slaEscalation", parameters: { level: "2" }, target: "Feedback", targetId: caseId },
    ]);
  });

  it("SLA-11: in quiet hours it waits, unless the level overrides them", async () => {
    await start();
    at("2026-11-22T23:00");
    await tick();
    expect(await toldKeys(people.manager)).toEqual([]);
    at("2026-11-23T08:01");
    await tick();
    expect(await toldKeys(people.manager)).toEqual(["slaEscalation"]);
    const [overriding] = await start(1, riyadh("2026-10-01T09:00"));
    at("2026-11-23T23:00");
    await tick();
    expect(await history(overriding)).toContain("ESCALATED");
    expect(await toldKeys(people.executive)).toEqual(["slaEscalation"]);
  });

  it("SLA-23: a reminder that waits for the end of quiet hours is held back by a pause, and told once the clock goes on", async () => {
    await rows("insert into user_preference (user_id, quiet_from, quiet_to) values ($1, '09:00', '20:00')", [
      people.owner.id,
    ]);
    const [caseId] = (await start()) as [string];
    at("2026-11-22T16:30");
    await tick();
    await kernel.tx((tx) => pauseClocks(tx, kind, [caseId], SlaPauseReason.WAITING_FOR_COMPLAINANT));
    at("2026-11-22T20:01");
    await tick();
    expect(await toldKeys(people.owner)).toEqual([]);
    at("2026-11-23T08:00");
    await kernel.tx((tx) => resumeClocks(tx, kind, [caseId]));
    await tick();
    expect(await toldKeys(people.owner)).toEqual(["slaReminder"]);
  });

  it("SLA-10: resolved or called off before it is told, nothing is told", async () => {
    const [resolved, cancelled] = (await start(2)) as [string, string];
    at("2026-11-22T23:00");
    await tick();
    await kernel.tx((tx) => meetTarget(tx, kind, [resolved], SlaTarget.RESOLVE));
    await kernel.tx((tx) => cancelClocks(tx, kind, [cancelled]));
    at("2026-11-23T08:01");
    await tick();
    expect(await toldKeys(people.manager)).toEqual([]);
  });

  const changeCalendar = (number: number, holidays: string[], note: string) =>
    kernel.tx(async (tx) => {
      const calendar = await tx.em.findOneOrFail(BusinessCalendar, { hospital: place.hospitalId });
      const weekly = allWeek.map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_020 }));
      const dates = holidays.map((date) => ({
        from: date,
        to: date,
        nameEn: "Day",
        nameAr: "يوم",
        isToBeConfirmed: false,
      }));
      const hours = { timeZone: "Asia/Riyadh", weekly, overrides: [], holidays: dates };
      tx.em.create(BusinessCalendarVersion, { calendar, number, note, actorLabel: "test", hours });
      calendar.currentNumber = number;
    });

  it("SLA-13: a holiday announced for tomorrow moves open cases and says why; taking it back makes them late in one digest", async () => {
    at("2026-11-22T13:00");
    const ids = await start(10);
    await changeCalendar(2, ["2026-11-23"], "National day");
    await recompute();
    const dues = () =>
      rows<{ due: Date }>(
        "select distinct k.due_at as due from sla_clock k join sla_case c on c.id = k.sla_case_id where c.case_id = any($1)",
        [ids],
      );
    expect(await dues()).toEqual([{ due: riyadh("2026-11-24T12:00") }]);
    expect(await history(ids[0])).toEqual(["STARTED", "RECOMPUTED"]);
    at("2026-11-23T13:00");
    await tick();
    expect(await toldKeys(people.manager)).toEqual([]);
    await changeCalendar(3, [], "Not a holiday after all");
    await recompute();
    await tick();
    expect(await dues()).toEqual([{ due: riyadh("2026-11-23T12:00") }]);
    expect(await toldKeys(people.manager)).toEqual(["slaDigest"]);
  });

  it("SLA-11: while cases still follow a calendar nobody is told; then all that became late with it are one digest", async () => {
    at("2026-11-22T13:00");
    await changeCalendar(2, ["2026-11-23"], "National day");
    const [inHand] = (await start(5)) as [string];
    at("2026-11-23T13:00");
    await changeCalendar(3, [], "Not a holiday after all");
    await kernel.tx(async (tx) => {
      await sql(tx.em, "select id from sla_case where case_id = $1 for update", [inHand]);
      await recompute();
      await tick();
      expect(await toldKeys(people.manager)).toEqual([]);
    });
    await recompute();
    await tick();
    expect((await told(people.manager)).map(({ titleKey, parameters }) => [titleKey, parameters["count"]])).toEqual([
      ["slaDigest", "5"],
    ]);
  });

  /** A version of the policy for open cases, which then follow. */
  const changePolicy = async (number: number, amount: number) => {
    await kernel.tx(async (tx) => {
      const policy = await tx.em.findOneOrFail(SlaPolicy, { hospital: place.hospitalId });
      tx.em.create(SlaPolicyVersion, { policy, number, actorLabel: "test", terms: terms(amount) });
      Object.assign(policy, { currentNumber: number, recomputeBelow: number });
    });
    await recompute();
  };
  const levelOf = async (caseId: string | undefined) =>
    (
      await rows<{ level: number }>(
        "select k.escalation_level as level from sla_clock k join sla_case c on c.id = k.sla_case_id where c.case_id = $1",
        [caseId],
      )
    )[0]?.level;

  it("SLA-10: due later again it de-escalates and tells anew when that passes", async () => {
    const [caseId] = await start();
    at("2026-11-22T17:30");
    await tick();
    await changePolicy(2, 960);
    expect((await history(caseId)).slice(-2)).toEqual(["RECOMPUTED", "DE_ESCALATED"]);
    at("2026-11-23T16:30");
    await tick();
    expect(await toldKeys(people.manager)).toEqual(["slaEscalation", "slaEscalation"]);
  });

  it("SLA-10: a level raised by hand stays through a pause and an earlier due time, and falls with a later one", async () => {
    const [caseId] = (await start()) as [string];
    await kernel.tx((tx) => escalateNow(tx, kind, caseId, "The minister asks"));
    at("2026-11-22T10:00");
    await kernel.tx((tx) => pauseClocks(tx, kind, [caseId], SlaPauseReason.WAITING_FOR_COMPLAINANT));
    at("2026-11-22T12:00");
    await kernel.tx((tx) => resumeClocks(tx, kind, [caseId]));
    expect(await levelOf(caseId)).toBe(1);
    await changePolicy(2, 300);
    expect(await levelOf(caseId)).toBe(1);
    expect(await history(caseId)).toEqual(["STARTED", "ESCALATED", "PAUSED", "RESUMED", "RECOMPUTED"]);
    await changePolicy(3, 600);
    expect(await levelOf(caseId)).toBe(0);
    expect((await history(caseId)).at(-1)).toBe("DE_ESCALATED");
  });

  it("SLA-8, SLA-10: late, then due later below the first level of its chain, it is late and told a second time", async () => {
    await kernel.tx(async (tx) => {
      const levels = [
        {
          level: 1,
          afterMinutes: 10_080,
          recipients: [EscalationRecipient.EXECUTIVE],
          userId: null,
          isOverridingQuietHours: false,
          isReassigning: false,
        },
      ];
      const hospital = ref(Hospital, place.hospitalId);
      tx.em.create(EscalationChain, { nameEn: "Slow", nameAr: "بطيئة", isDefault: true, hospital, levels });
    });
    const [caseId] = await start();
    at("2026-11-22T17:30");
    await tick();
    await changePolicy(2, 500);
    at("2026-11-23T08:30");
    await tick();
    expect((await history(caseId)).filter((line) => line === "BREACHED")).toHaveLength(2);
    expect((await toldKeys(people.owner)).filter((key) => key === "slaBreach")).toHaveLength(2);
  });

  it("SLA-10: a breach that waits for the end of quiet hours is not told once it is due later", async () => {
    await start();
    at("2026-11-22T23:00");
    await tick();
    await changePolicy(2, 960);
    at("2026-11-23T08:01");
    await tick();
    expect([await toldKeys(people.owner), await toldKeys(people.manager)]).toEqual([[], []]);
  });

  it("SLA-11: somebody's own quiet hours go before the hospital's; the notice names the case by right, and goes by e-mail", async () => {
    await rows(
      "insert into user_preference (user_id, quiet_from, quiet_to) values ($1, '09:00', '20:00'), ($2, '10:00', '10:00')",
      [people.owner.id, people.manager.id],
    );
    const [caseId] = await start();
    at("2026-11-23T09:30");
    await tick();
    expect(await toldKeys(people.owner)).toEqual([]);
    expect(await toldKeys(people.manager)).toEqual(["slaEscalation"]);
    at("2026-11-23T20:01");
    await tick();
    expect(await toldKeys(people.owner)).toEqual(["slaBreach"]);
    const [notice] = await rows(
      "select permission, hospital_id as hospital, target_id as target from user_notification where user_id = $1",
      [people.manager.id],
    );
    expect(notice).toEqual({ permission: "feedback.read", hospital: place.hospitalId, target: caseId });
    const mails = await rows(
      "select distinct user_id as user, purpose from notification where related_id = $1 and user_id = any($2) order by purpose",
      [caseId, [people.owner.id, people.manager.id]],
    );
    expect(mails).toEqual([
      { user: people.owner.id, purpose: "DEADLINE_BREACHED" },
      { user: people.manager.id, purpose: "DEADLINE_ESCALATED" },
    ]);
  });
});
