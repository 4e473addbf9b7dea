import type { MikroORM } from "@mikro-orm/postgresql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "../../testing/drain.ts";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { createEmptyDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { createTestKernel, createTestOrm, type TestKernel } from "../../testing/test-kernel.ts";
import { Role, type User } from "../accounts/index.ts";
import { deliverOutbox, newId, outboxContract, sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { runSlaClockTick, runSlaRecomputeTick } from "../sla/index.ts";
import { openPxActions } from "./open-actions.service.ts";
import { resume } from "./own-work.service.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

const minute = 60_000;
const hour = 60 * minute;
const lastBefore = "Migration20261125001501";

interface Old {
  readonly startedAt: number;
  readonly minutes?: number;
  /** What pauses added to the deadline. */
  readonly moved?: number;
  readonly rule?: string;
  readonly ruleVersion?: number;
  readonly level?: number;
  readonly isReminded?: boolean;
  readonly pausedAt?: number;
  readonly closedAt?: number;
  readonly status?: string;
  readonly miss?: number;
  readonly place?: { hospital: Hospital; department: Department };
}

describe("moving actions onto the SLA engine", () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let kernel: TestKernel;
  let place: { hospital: Hospital; department: Department };
  let own: { hospital: Hospital; department: Department };
  let people: Record<"ward" | "house" | "admin" | "team", User>;
  let groupRule: string;
  let wardRule: string;
  const now = new Date();
  const ids: Record<string, string> = {};
  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    sql<Row>(kernel.orm.em.fork(), text, values);
  const write = (text: string, values: unknown[]) => kernel.tx((tx) => sql(tx.em, text, values));
  const at = (ms: number) => new Date(now.getTime() + ms);

  async function old(name: string, given: Old): Promise<void> {
    const minutes = given.minutes ?? 2_880;
    const due = given.startedAt + minutes * minute + (given.moved ?? 0);
    const { hospital, department } = given.place ?? place;
    const id = (ids[name] = newId());
    await write(
      `insert into px_action (id, created_at, reference, title_ar, title_en, source, priority, priority_rank, status, hospital_id, department_id, assignee_id,
              sla_started_at, due_at, reminder_at, reminded_at, sla_rule_id, sla_rule_version, sla_minutes, escalation_level, paused_at, closed_at, close_miss_minutes)
       values ($1, $2, $3, 'أ', 'A', 'MANUAL', 'HIGH', 3, $4, $5, $6, $7, $2, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        id,
        at(given.startedAt),
        name,
        given.status ?? "OPEN",
        hospital.id,
        department.id,
        people.ward.id,
        at(due),
        at(due - 30 * minute),
        given.isReminded ? at(due - 30 * minute) : null,
        given.rule ?? groupRule,
        given.ruleVersion ?? 1,
        minutes,
        given.level ?? 0,
        given.pausedAt === undefined ? null : at(given.pausedAt),
        given.closedAt === undefined ? null : at(given.closedAt),
        given.miss ?? null,
      ],
    );
  }
  const log = (name: string, kind: string, ms: number, note: string | null = null) =>
    write(
      "insert into px_action_log_entry (action_id, kind, at, note, actor_id, actor_label) values ($1, $2, $3, $4, $5, 'nurse')",
      [ids[name], kind, at(ms), note, people.ward.id],
    );
  const notice = (name: string, kind: string, level: number, recipient: User, ms: number) =>
    write("insert into px_action_notice (action_id, kind, level, recipient_id, at) values ($1, $2, $3, $4, $5)", [
      ids[name],
      kind,
      level,
      recipient.id,
      at(ms),
    ]);

  beforeAll(async () => {
    database = await createEmptyDatabase();
    orm = await createTestOrm(database.url);
    await orm.migrator.up({ to: lastBefore });
    kernel = await createTestKernel({ DATABASE_URL: database.url });
    kernel.time = now;
    await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const house = await buildDepartment(tx, { hospital });
      place = { hospital, department: await buildDepartment(tx, { hospital, parent: house }) };
      const other = await buildHospital(tx);
      own = { hospital: other, department: await buildDepartment(tx, { hospital: other }) };
      people = {
        ward: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: place.department }),
        house: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: house }),
        admin: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital }),
        team: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
      };
    });
    const [rule] = await rows<{ id: string }>("select id from sla_rule where is_default and priority = 'HIGH'");
    groupRule = rule?.id ?? "";
    wardRule = newId();
    await write(
      `insert into sla_rule (id, version, name_ar, name_en, hospital_id, department_id, priority, resolve_minutes, reminder_before_minutes)
       values ($1, 2, 'القسم', 'Ward', $2, $3, 'HIGH', 45, 10)`,
      [wardRule, place.hospital.id, place.department.id],
    );
    await write(
      "insert into escalation_level (hospital_id, level, after_minutes, target, is_reassigning) values ($1, 1, 0, 'DEPARTMENT_MANAGER', false), ($1, 3, 60, 'HOSPITAL_ADMIN', true)",
      [own.hospital.id],
    );
    await old("running", { startedAt: -10 * hour });
    await old("late", { startedAt: -78 * hour, level: 2, isReminded: true });
    await notice("late", "REMINDER", 0, people.ward, -30.5 * hour);
    await notice("late", "ESCALATION", 1, people.house, -30 * hour);
    await notice("late", "ESCALATION", 2, people.admin, -6 * hour);
    await old("paused", { startedAt: -10 * hour, pausedAt: -1 * hour });
    await log("paused", "PAUSED", -1 * hour, "The supplier");
    const pause = 3 * hour + 13 * minute + 7_001;
    await old("resumed", { startedAt: -10 * hour, moved: pause });
    await log("resumed", "PAUSED", -8 * hour, "Waiting");
    await log("resumed", "RESUMED", -8 * hour + pause);
    await old("pausedLate", { startedAt: -60 * hour, moved: 2 * hour, level: 1 });
    await log("pausedLate", "PAUSED", -11 * hour, "Late already");
    await log("pausedLate", "RESUMED", -9 * hour);
    await old("closed", { startedAt: -60 * hour, closedAt: -10 * hour, status: "CLOSED", miss: 120 });
    await log("closed", "APPROVED", -10 * hour);
    await old("cancelled", { startedAt: -60 * hour, closedAt: -20 * hour, status: "CANCELLED" });
    await old("former", { startedAt: -1 * hour, minutes: 90, rule: wardRule, ruleVersion: 1 });
    await old("ownChain", { startedAt: -60 * hour, level: 3, place: own });
    await orm.migrator.up();
  }, 60_000);
  afterAll(async () => {
    await kernel.close();
    await orm.close(true);
    await database.drop();
  });

  const dues = async () => {
    const found = await rows<{ id: string; due: Date | null; counted: Date | null }>(
      `select a.id, a.due_at as due, k.due_at as counted from px_action a join sla_case c on c.kind = 'ACTION' and c.case_id = a.id
         join sla_clock k on k.sla_case_id = c.id`,
    );
    const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id;
    return Object.fromEntries(found.map((row) => [nameOf(row.id), [row.due, row.counted]]));
  };
  const both = (ms: number) => [at(ms), at(ms)];

  it("PX-8: each deadline stays where it was, also when it is computed anew; what rests has none", async () => {
    const expected = {
      running: both(38 * hour),
      late: both(-30 * hour),
      paused: [null, null],
      resumed: both(38 * hour + 3 * hour + 13 * minute + 7_001),
      pausedLate: both(-10 * hour),
      closed: both(-12 * hour),
      cancelled: both(-12 * hour),
      former: both(30 * minute),
      ownChain: both(-12 * hour),
    };
    expect(await dues()).toEqual(expected);
    await write(
      `insert into business_calendar_version (calendar_id, number, hours, actor_label)
       select c.id, 2, v.hours, 'test' from business_calendar c join business_calendar_version v on v.calendar_id = c.id where c.name_en = $1`,
      ["Around the clock"],
    );
    await write("update business_calendar set current_number = 2 where name_en = $1", ["Around the clock"]);
    await runSlaRecomputeTick(kernel);
    expect(await dues()).toEqual(expected);
  });

  it("PX-8, PX-10: rules are policies in their versions, levels are chains in order", async () => {
    const versions = await rows(
      `select p.name_en as name, v.number, (v.terms->'targets'->0->>'amount')::int as amount, p.current_number as current
         from sla_policy p join sla_policy_version v on v.policy_id = p.id where p.case_kind = 'ACTION' and p.hospital_id is not null order by v.number`,
    );
    expect(versions).toEqual([
      { name: "Ward", number: 1, amount: 90, current: 2 },
      { name: "Ward", number: 2, amount: 45, current: 2 },
    ]);
    const chains = await rows(
      `select hospital_id is null as "isGroup", jsonb_path_query_array(levels, '$[*].recipients[0]') as who,
              jsonb_path_query_array(levels, '$[*].isReassigning') as reassigning
         from escalation_chain where case_kind = 'ACTION' and is_default order by 1 desc`,
    );
    expect(chains).toEqual([
      {
        isGroup: true,
        who: ["DEPARTMENT_MANAGER", "HOSPITAL_ADMIN", "PX_TEAM", "EXECUTIVE"],
        reassigning: [false, false, false, false],
      },
      { isGroup: false, who: ["DEPARTMENT_MANAGER", "HOSPITAL_ADMIN"], reassigning: [false, true] },
    ]);
    const [level] = await rows("select escalation_level as level from px_action where id = $1", [ids["ownChain"]]);
    expect(level).toEqual({ level: 2 });
    const [opened] = await kernel.tx((tx) =>
      openPxActions(tx, [
        {
          source: PxActionSource.MANUAL,
          sourceId: null,
          hospitalId: place.hospital.id,
          departmentId: place.department.id,
          priority: PxActionPriority.HIGH,
          title: { ar: "ب", en: "B" },
          isEvidenceRequired: false,
          startedAt: now,
        },
      ]),
    );
    expect(opened?.dueAt).toEqual(at(45 * minute));
  });

  it("PX-9, PX-20: misses and what happened stand in the history; a pause goes on and gives its time back", async () => {
    const told = await rows<{ kind: string; note: string | null }>(
      "select h.kind, h.note from sla_history_entry h join sla_case c on c.id = h.sla_case_id where c.case_id = $1 order by h.at",
      [ids["closed"]],
    );
    expect(told).toEqual([
      { kind: "STARTED", note: null },
      { kind: "MET", note: "LATE 120" },
    ]);
    const [closed] = await rows(
      "select k.miss_minutes as miss from sla_clock k join sla_case c on c.id = k.sla_case_id where c.case_id = $1",
      [ids["closed"]],
    );
    expect(closed).toEqual({ miss: 120 });
    const resumed = await kernel.tx((tx) => resume(tx, ids["paused"] ?? ""));
    expect(resumed).toMatchObject({ pausedAt: null, dueAt: at(39 * hour) });
  });

  it("PX-10: nothing that was told is told again; the next level comes in its time", async () => {
    const told = () =>
      rows<{ user: string; id: string }>(
        `select user_id as "user", target_id as id from user_notification where title_key like 'sla%' order by user_notification.id`,
      );
    const tick = async () => {
      await runSlaClockTick(kernel);
      await drain(kernel, [{ contract: outboxContract, handle: deliverOutbox }]);
    };
    await write("update hospital_settings set quiet_from = null, quiet_to = null where $1", [true]);
    await tick();
    expect((await told()).filter(({ id }) => id === ids["late"] || id === ids["ownChain"])).toEqual([]);
    kernel.time = at(18.1 * hour);
    await tick();
    expect((await told()).filter(({ id }) => id === ids["late"])).toEqual([{ user: people.team.id, id: ids["late"] }]);
    const [late] = await rows("select escalation_level as level from px_action where id = $1", [ids["late"]]);
    expect(late).toEqual({ level: 3 });
  });

  it("PX-8: the old tables are gone", async () => {
    const left = await rows(
      "select table_name from information_schema.tables where table_name in ('sla_rule', 'escalation_level', 'px_action_notice')",
    );
    expect(left).toEqual([]);
  });
});
