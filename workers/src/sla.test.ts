import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, type User } from "@px360/server/modules/accounts";
import { newId, sql, type Tx } from "@px360/server/modules/core";
import { meetTarget, SlaCaseKind, SlaTarget, startClocks } from "@px360/server/modules/sla";
import { buildDepartment, buildHospital, buildUser } from "@px360/server/testing/factories";
import { createTestKernel, type TestKernel } from "@px360/server/testing/test-kernel";
import { until } from "./testing/probe.ts";
import { ended, startMovedWorker, type MovedWorker } from "./testing/processes.ts";

const riyadh = (text: string) => new Date(`${text}+03:00`);
const kind = SlaCaseKind.FEEDBACK;
const day = 86_400_000;
/** More than the engine moves in one go. */
const many = 250;
const old = 100;
const patience = 45_000;

/** Four days of a department, with two worker processes at any time; those that are in the middle of it are killed, and others begin. */
describe("deadlines that move, with two worker processes of which one is killed", () => {
  let kernel: TestKernel;
  let people: Record<"owner" | "manager" | "admin" | "executive", User>;
  let place: { hospitalId: string; departmentId: string; ownerId: string };
  let caseIds: string[];
  let workers: MovedWorker[];
  let starting: Promise<MovedWorker>[] = [];

  beforeAll(async () => {
    kernel = await createTestKernel();
    kernel.time = riyadh("2026-11-22T09:00");
    workers = [];
    starting = [1, 2].map(() => startMovedWorker(kernel, kernel.time));
    await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      people = {
        owner: await buildUser(tx, { role: Role.STAFF, hospital, department }),
        manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department }),
        admin: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital }),
        executive: await buildUser(tx, { role: Role.EXECUTIVE, hospital }),
      };
      place = { hospitalId: hospital.id, departmentId: department.id, ownerId: people.owner.id };
      caseIds = await start(tx, kind, many, tx.now);
    });
    await started();
  });
  afterAll(async () => {
    await started();
    for (const { child } of workers) child.kill("SIGKILL");
    await Promise.all(workers.map(({ child }) => ended(child)));
    await kernel.close();
  });

  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    kernel.tx((tx) => sql<Row>(tx.em, text, values));
  const start = async (tx: Tx, of: SlaCaseKind, count: number, receivedAt: Date) => {
    const requests = Array.from({ length: count }, (_, n) => ({
      ...{ kind: of, caseId: newId(), ...place, receivedAt, reference: `FB-${n}` },
    }));
    await startClocks(tx, requests);
    return requests.map(({ caseId }) => caseId);
  };
  const linesOf = (...kinds: string[]) =>
    rows<{ kind: string; note: string | null; lines: number; cases: number }>(
      `select kind, note, count(*)::int as lines, count(distinct sla_case_id)::int as cases from sla_history_entry
        where kind = any($1) group by kind, level, note order by kind, level`,
      [kinds],
    );
  const started = async () => {
    workers.push(...(await Promise.all(starting)));
    starting = [];
  };
  const move = async (text: string) => {
    await started();
    kernel.time = riyadh(text);
    for (const worker of workers) worker.move(kernel.time);
  };
  const looked = (tick: string) =>
    until(
      `${tick} has run`,
      async () => {
        const done = await rows("select name from job_tick where name = $1 and started_at >= $2", [tick, kernel.time]);
        return done.length === 1;
      },
      patience,
    );
  const waitsFor = async (pid: number) =>
    (await rows("select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))", [pid])).length > 0;
  /** While somebody has a case, time moves; whoever came to that case and waits is killed, and another worker starts. */
  const killWhoComesTo = async (tick: string, text: string, haveCase: (tx: Tx) => Promise<unknown>) => {
    kernel.time = riyadh(text);
    await kernel.tx(async (tx) => {
      await haveCase(tx);
      await tx.em.flush();
      await move(text);
      const [mine] = await sql<{ pid: number }>(tx.em, "select pg_backend_pid() as pid");
      await until(`${tick} waits`, () => waitsFor(Number(mine?.pid)), patience);
      const victim = workers.find(({ ticks }) => ticks.has(tick));
      if (!victim) throw new Error(`nobody runs ${tick}`);
      victim.child.kill("SIGKILL");
      await ended(victim.child);
      workers = workers.filter((worker) => worker !== victim);
    });
    // The other goes on meanwhile.
    starting.push(startMovedWorker(kernel, kernel.time));
  };
  const announce = (note: string, holidays: object[]) =>
    rows(
      `with changed as (update business_calendar set current_number = current_number + 1 where is_default and hospital_id is null returning id, current_number)
       insert into business_calendar_version (calendar_id, number, hours, note, actor_label)
       select c.id, c.current_number, jsonb_set(v.hours, '{holidays}', $1), $2, 'test'
         from changed c join business_calendar_version v on v.calendar_id = c.id and v.number = c.current_number - 1`,
      [JSON.stringify(holidays), note],
    );
  const dues = () => rows("select distinct due_at as due, remind_at as remind from sla_clock where met_at is null");
  const told = async () => {
    const notices = await rows<{ user: string; key: string; count: string }>(
      `select user_id as "user", title_key as key, parameters->>'count' as count from user_notification order by id`,
    );
    const of = ({ id }: User) => notices.filter(({ user }) => user === id).map(({ key, count }) => `${key} ${count}`);
    return {
      owner: of(people.owner),
      manager: of(people.manager),
      admin: of(people.admin),
      executive: of(people.executive),
    };
  };

  it("SLA-13 a holiday announced for tomorrow moves every open case once, says why, and notices come by the new time", async () => {
    expect(await dues()).toEqual([{ due: riyadh("2026-11-25T09:00"), remind: riyadh("2026-11-24T11:15") }]);
    await announce("National day", [
      { from: "2026-11-24", to: "2026-11-24", nameEn: "Day", nameAr: "يوم", isToBeConfirmed: false },
    ]);
    const last = (await rows<{ id: string }>("select id from sla_case order by id desc limit 1"))[0]?.id;
    await killWhoComesTo("sla-recompute", "2026-11-23T14:00", (tx) =>
      sql(tx.em, "select id from sla_clock where sla_case_id = $1 for update", [last]),
    );
    await until("all have moved", async () => (await linesOf("RECOMPUTED"))[0]?.lines === many, patience);
    expect(await linesOf("RECOMPUTED")).toEqual([
      { kind: "RECOMPUTED", note: "National day", lines: many, cases: many },
    ]);
    expect(await dues()).toEqual([{ due: riyadh("2026-11-26T09:00"), remind: riyadh("2026-11-25T11:15") }]);
    await move("2026-11-24T12:00");
    await looked("sla-clocks");
    expect(await told()).toEqual({ owner: [], manager: [], admin: [], executive: [] });
    await move("2026-11-25T11:16");
    await looked("sla-clocks");
    expect(await told()).toEqual({ owner: [`slaDigest ${many}`], manager: [], admin: [], executive: [] });
  }, 90_000);

  it("SLA-6, SLA-11 taken back, all are late at once: one digest each; resolved before a worker looked it is a miss", async () => {
    await announce("No holiday after all", []);
    await move("2026-11-25T12:00");
    await looked("sla-recompute");
    expect(await dues()).toEqual([{ due: riyadh("2026-11-25T09:00"), remind: riyadh("2026-11-24T11:15") }]);
    const [resolved] = caseIds as [string];
    await killWhoComesTo("sla-clocks", "2026-11-25T12:01", (tx) => meetTarget(tx, kind, [resolved], SlaTarget.RESOLVE));
    await until("all are told", async () => (await told()).manager.length > 0, patience);
    const late = many - 1;
    expect(await told()).toEqual({
      owner: [`slaDigest ${many}`, `slaDigest ${late}`],
      manager: [`slaDigest ${late}`],
      admin: [],
      executive: [],
    });
    expect(await linesOf("MET", "BREACHED")).toEqual([
      { kind: "BREACHED", note: null, lines: late, cases: late },
      { kind: "MET", note: "LATE 181", lines: 1, cases: 1 },
    ]);
    const missed = await rows(
      `select k.miss_minutes as minutes, array(select n.kind from sla_notice n where n.clock_id = k.id) as notices
         from sla_clock k join sla_case c on c.id = k.sla_case_id where c.case_id = $1`,
      [resolved],
    );
    expect(missed).toEqual([{ minutes: 181, notices: ["REMINDER"] }]);
  }, 90_000);

  it("SLA-8 a day later, and with cases of an outage: each notice once per case, target, level and cycle, each person one digest", async () => {
    // Each has two targets, and is so old that it rises to the top at once.
    await kernel.tx((tx) => start(tx, SlaCaseKind.INQUIRY, old, new Date(tx.now.getTime() - 60 * day)));
    const last = (await rows<{ id: string }>("select id from sla_case order by id desc limit 1"))[0]?.id;
    await killWhoComesTo("sla-clocks", "2026-11-26T10:00", (tx) =>
      sql(tx.em, "select id from sla_case where id = $1 for update", [last]),
    );
    await until("the top is told", async () => (await told()).executive.length > 0, patience);
    await move("2026-11-26T11:00");
    await looked("sla-clocks");
    const late = many - 1;
    const fired = await rows(
      `select kind, level, count(*)::int as n, count(distinct clock_id)::int as clocks from sla_notice group by kind, level order by kind, level`,
    );
    const once = (n: number) => ({ n, clocks: n });
    expect(fired).toEqual([
      { kind: "BREACH", level: 0, ...once(late + 2 * old) },
      { kind: "ESCALATION", level: 1, ...once(late) },
      { kind: "ESCALATION", level: 2, ...once(late) },
      { kind: "ESCALATION", level: 3, ...once(2 * old) },
      { kind: "REMINDER", level: 0, ...once(many) },
    ]);
    expect((await linesOf("ESCALATED", "REMINDED")).map(({ lines }) => lines)).toEqual([late, late, 2 * old, many]);
    expect(await told()).toEqual({
      owner: [`slaDigest ${many}`, `slaDigest ${late}`, `slaDigest ${old}`],
      manager: [`slaDigest ${late}`],
      admin: [`slaDigest ${late}`],
      executive: [`slaDigest ${old}`],
    });
  }, 90_000);
});
