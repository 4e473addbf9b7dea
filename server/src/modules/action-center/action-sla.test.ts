import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ref } from "@mikro-orm/core";
import { drain } from "../../testing/drain.ts";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Role, type User } from "../accounts/index.ts";
import { deliverOutbox, outboxContract, runTx, sql, systemScope } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import {
  EscalationChain,
  EscalationRecipient,
  runSlaClockTick,
  runSlaRecomputeTick,
  SlaCaseKind,
} from "../sla/index.ts";
import { escalate } from "./escalation.service.ts";
import { pause, resume } from "./own-work.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { approve, cancel, changeStatus, requestApproval } from "./px-action.service.ts";

const hour = 3_600_000;
const outbox = [{ contract: outboxContract, handle: deliverOutbox }];

describe("deadlines of actions, by the SLA engine", () => {
  let kernel: TestKernel;
  const start = new Date("2026-11-23T08:00:00Z");
  const at = (hours: number, ms = 0) => (kernel.time = new Date(start.getTime() + hours * hour + ms));
  beforeAll(async () => {
    kernel = await createTestKernel();
    kernel.time = start;
  });
  afterAll(() => kernel.close());

  const rows = <Row extends object>(text: string, parameters: unknown[] = []) =>
    sql<Row>(kernel.orm.em.fork(), text, parameters);
  /** Two workers at once; afterwards actions hear what the engine said. */
  const tick = async () => {
    await Promise.all([runSlaClockTick(kernel), runSlaClockTick(kernel)]);
    await drain(kernel, outbox);
  };
  const action = (id: string) => kernel.tx((tx) => tx.em.findOneOrFail(PxAction, { id }));
  const told = (id: string) =>
    rows<{ key: string; user: string }>(
      `select title_key as key, user_id as "user" from user_notification where target_id = $1 and title_key like 'sla%' order by id`,
      [id],
    );
  const escalated = async (id: string) => (await told(id)).filter(({ key }) => key === "slaEscalation");
  const overdueLines = (id: string) =>
    rows("select target, due_at as due from px_action_log_entry where action_id = $1 and kind = 'BREACHED'", [id]);
  const user = (role: Role, place: { hospital?: Hospital; department?: Department }): Promise<User> =>
    kernel.tx((tx) => buildUser(tx, { role, ...place }));
  const chain = (hospital: Hospital, levels: Partial<EscalationChain["levels"][number]>[]) =>
    kernel.tx(async (tx) => {
      tx.em.create(EscalationChain, {
        nameEn: "Own",
        nameAr: "خاصة",
        hospital: ref(hospital),
        caseKind: SlaCaseKind.ACTION,
        isDefault: true,
        levels: levels.map((level, index) => ({
          level: index + 1,
          afterMinutes: 0,
          recipients: [EscalationRecipient.HOSPITAL_ADMIN],
          userId: null,
          isOverridingQuietHours: true,
          isReassigning: false,
          ...level,
        })),
      });
    });

  /** A ward below a house, each with a manager; an administrator, a coordinator, an executive. HIGH: due in 48 hours, reminded at 36. */
  async function world() {
    at(0);
    const { hospital, house, ward } = await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const house = await buildDepartment(tx, { hospital });
      return { hospital, house, ward: await buildDepartment(tx, { hospital, parent: house }) };
    });
    const people = {
      ward: await user(Role.DEPARTMENT_MANAGER, { hospital, department: ward }),
      house: await user(Role.DEPARTMENT_MANAGER, { hospital, department: house }),
      admin: await user(Role.HOSPITAL_ADMIN, { hospital }),
      team: await user(Role.PX_COORDINATOR, { hospital }),
      executive: await user(Role.EXECUTIVE, { hospital }),
    };
    const id = await kernel.tx(async (tx) => (await buildPxAction(tx, { hospital, department: ward })).id);
    return { hospital, ward, people, id };
  }

  it("PX-10: reminds the owner once before the deadline, and the history tells", async () => {
    const { people, id } = await world();
    at(35.9);
    await tick();
    expect(await told(id)).toEqual([]);
    at(36);
    await tick();
    await tick();
    expect(await told(id)).toEqual([{ key: "slaReminder", user: people.ward.id }]);
    const log = await rows(
      "select kind, assignee_id as who from px_action_log_entry where action_id = $1 and kind = 'REMINDED'",
      [id],
    );
    expect(log).toEqual([{ kind: "REMINDED", who: people.ward.id }]);
  });

  it("SLA-23, PX-20: an action that waits tells nobody anything; when it goes on, reminder and levels come by the new due time", async () => {
    const { people, id } = await world();
    at(30);
    await kernel.tx((tx) => pause(tx, id, "The supplier"));
    for (const hours of [36, 48.1, 72.1]) {
      at(hours);
      await tick();
    }
    expect(await told(id)).toEqual([]);
    expect(await action(id)).toMatchObject({ escalationLevel: 0, dueAt: null });
    expect(await overdueLines(id)).toEqual([]);
    await kernel.tx((tx) => resume(tx, id));
    const due = start.getTime() + (48 + 42.1) * hour;
    expect(await action(id)).toMatchObject({ dueAt: new Date(due) });
    at(78);
    await tick();
    expect(await told(id)).toEqual([]);
    at(78.2);
    await tick();
    expect(await told(id)).toEqual([{ key: "slaReminder", user: people.ward.id }]);
    at(90.2);
    await tick();
    expect(await action(id)).toMatchObject({ escalationLevel: 1 });
    expect(await escalated(id)).toEqual([{ key: "slaEscalation", user: people.house.id }]);
  });

  it("SLA-22, PX-10, PX-11: an overdue action says so and escalates level by level, each once; the owner stays", async () => {
    const { people, id } = await world();
    at(48);
    await tick();
    expect((await action(id)).escalationLevel).toBe(0);
    const levels: [number, User][] = [
      [48.1, people.house],
      [72.1, people.admin],
      [96.1, people.team],
      [120.1, people.executive],
    ];
    for (const [index, [hours, recipient]] of levels.entries()) {
      at(hours);
      await tick();
      await tick();
      const now = await action(id);
      expect(now.escalationLevel).toBe(index + 1);
      expect(now.assignee?.id).toBe(people.ward.id);
      expect((await escalated(id)).at(-1)).toEqual({ key: "slaEscalation", user: recipient.id });
    }
    at(9_999);
    await tick();
    expect(await escalated(id)).toHaveLength(4);
    const log = await rows<{ level: number }>(
      "select escalation_level as level from px_action_log_entry where action_id = $1 and kind = 'ESCALATED' order by at",
      [id],
    );
    expect(log.map((line) => line.level)).toEqual([1, 2, 3, 4]);
    expect(await overdueLines(id)).toEqual([{ target: "RESOLVE", due: new Date(start.getTime() + 48 * hour) }]);
    const audited = await rows("select 1 from audit_event where target_id = $1 and action = 'pxAction.escalated'", [
      id,
    ]);
    expect(audited).toHaveLength(4);
  });

  it("PX-10: several workers at once tell each level once; after an outage only the highest", async () => {
    const { id } = await world();
    at(73);
    await Promise.all(Array.from({ length: 5 }, () => runSlaClockTick(kernel)));
    await tick();
    expect((await action(id)).escalationLevel).toBe(2);
    expect(await escalated(id)).toHaveLength(1);
  });

  it("PX-12: cancelling stops the chain and withdraws what was not sent", async () => {
    const { id } = await world();
    at(48.1);
    await tick();
    await kernel.tx((tx) => cancel(tx, id, "opened by mistake"));
    at(500);
    await tick();
    expect(await action(id)).toMatchObject({ status: "CANCELLED", escalationLevel: 1, closeMissMinutes: null });
    expect(await rows("select distinct status, error from notification where related_id = $1", [id])).toEqual([
      { status: "CANCELLED", error: "ACTION_CANCELLED" },
    ]);
  });

  it("PX-9, PX-12: waiting for approval stops neither clock nor chain; approving meets the deadline and freezes the miss", async () => {
    const { id, people } = await world();
    const as = <Result>(who: User, work: Parameters<typeof runTx<Result>>[2]) =>
      runTx(kernel, { actor: { kind: "USER", label: who.email, userId: who.id }, scope: systemScope }, work);
    await as(people.ward, (tx) => changeStatus(tx, id, "IN_PROGRESS" as never));
    await as(people.ward, (tx) => requestApproval(tx, id));
    at(48.1);
    await tick();
    expect(await action(id)).toMatchObject({ status: "PENDING_APPROVAL", escalationLevel: 1 });
    at(50, 30_000);
    await as(people.team, (tx) => approve(tx, id));
    const { dueAt } = await action(id);
    expect(await action(id)).toMatchObject({ closeMissMinutes: 120, dueAt: new Date(start.getTime() + 48 * hour) });
    at(9_999);
    await tick();
    expect(await action(id)).toMatchObject({ escalationLevel: 1, closeMissMinutes: 120, dueAt });
  });

  it("PX-11: passes over who is inactive; with nobody it rises all the same and stays visible as unassigned", async () => {
    const { people, id, hospital } = await world();
    await kernel.tx((tx) => sql(tx.em, "update app_user set is_active = false where id = $1", [people.house.id]));
    at(48.1);
    await tick();
    expect((await escalated(id)).at(-1)?.user).toBe(people.admin.id);

    await kernel.tx((tx) =>
      sql(tx.em, "update app_user set is_active = false where home_hospital_ids && array[$1::uuid]", [hospital.id]),
    );
    at(0);
    const orphan = await kernel.tx(async (tx) => (await buildPxAction(tx, { hospital })).id);
    at(48.1);
    await tick();
    expect(await action(orphan)).toMatchObject({ escalationLevel: 1, assignee: null });
    const [line] = await rows(
      "select note, assignee_id from px_action_log_entry where action_id = $1 and kind = 'ESCALATED'",
      [orphan],
    );
    expect(line).toEqual({ note: "UNROUTABLE", assignee_id: null });
  });

  it("PX-11: a level gives an unowned action to whom it tells; a reassigning level gives any, but to nobody who only reads", async () => {
    const { people, hospital, id } = await world();
    await kernel.tx((tx) => sql(tx.em, "update px_action set assignee_id = null where id = $1", [id]));
    await kernel.tx((tx) => sql(tx.em, "update sla_case set owner_id = null where case_id = $1", [id]));
    at(48.1);
    await tick();
    expect((await action(id)).assignee?.id).toBe(people.ward.id);
    await chain(hospital, [
      { recipients: [EscalationRecipient.DEPARTMENT_MANAGER] },
      { afterMinutes: 60, isReassigning: true },
      { afterMinutes: 120, recipients: [EscalationRecipient.EXECUTIVE], isReassigning: true },
    ]);
    await kernel.tx((tx) => sql(tx.em, "update sla_clock set next_check_at = due_at"));
    at(49.1);
    await tick();
    expect(await action(id)).toMatchObject({ escalationLevel: 2, assignee: { id: people.admin.id } });
    const owner = await rows("select owner_id as owner from sla_case where case_id = $1", [id]);
    expect(owner).toEqual([{ owner: people.admin.id }]);
    at(50.1);
    await tick();
    expect(await action(id)).toMatchObject({ escalationLevel: 3, assignee: { id: people.admin.id } });
  });

  it("PX-10: a hospital with a chain of its own does not use the group's", async () => {
    const { hospital, id, people } = await world();
    await chain(hospital, [{ afterMinutes: 600, recipients: [EscalationRecipient.PX_TEAM] }]);
    at(57);
    await tick();
    expect((await action(id)).escalationLevel).toBe(0);
    at(58.1);
    await tick();
    expect(await escalated(id)).toEqual([{ key: "slaEscalation", user: people.team.id }]);
    expect((await action(id)).escalationLevel).toBe(1);
  });

  it("PX-10: by hand to the next level with a reason, while the tick runs: still each level once; the one who did it is not told", async () => {
    const { id, people } = await world();
    at(48.1);
    const byHand = () =>
      runTx(kernel, { actor: { kind: "USER", label: "x", userId: people.house.id }, scope: systemScope }, (tx) =>
        escalate(tx, id, "patient calls daily"),
      );
    await Promise.allSettled([byHand(), runSlaClockTick(kernel), runSlaClockTick(kernel)]);
    await tick();
    const { escalationLevel } = await action(id);
    const notices = await rows<{ level: number }>(
      `select n.level from sla_notice n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id
        where c.case_id = $1 and n.kind = 'ESCALATION' order by level`,
      [id],
    );
    expect(notices.map((notice) => notice.level)).toEqual(
      Array.from({ length: escalationLevel }, (_, index) => index + 1),
    );
    for (let level = escalationLevel; level < 4; level++) await byHand();
    await expect(byHand()).rejects.toThrow("END_OF_CHAIN");
    const reasons = await rows<{ note: string }>(
      "select note from px_action_log_entry where action_id = $1 and kind = 'ESCALATED' and actor_id is not null",
      [id],
    );
    expect(new Set(reasons.map(({ note }) => note))).toEqual(new Set(["patient calls daily"]));
  });

  it("PX-8: a policy that is edited for open cases too moves the deadline, and the action follows", async () => {
    const { id } = await world();
    await kernel.tx(async (tx) => {
      await sql(
        tx.em,
        `insert into sla_policy_version (policy_id, number, terms, actor_label)
         select p.id, 2, jsonb_set(v.terms, '{targets,0,amount}', '600'), 'test'
           from sla_policy p join sla_policy_version v on v.policy_id = p.id
          where p.case_kind = 'ACTION' and v.terms->'match'->'priorities' ? 'HIGH'`,
      );
      await sql(
        tx.em,
        `update sla_policy p set current_number = 2, recompute_below = 2 where exists (select 1 from sla_policy_version v where v.policy_id = p.id and v.number = 2)`,
      );
    });
    await runSlaRecomputeTick(kernel);
    await drain(kernel, outbox);
    expect((await action(id)).dueAt).toEqual(new Date(start.getTime() + 10 * hour));
    const log = await rows("select kind from px_action_log_entry where action_id = $1 and kind = 'DEADLINE_CHANGED'", [
      id,
    ]);
    expect(log).toHaveLength(1);
  });
});
