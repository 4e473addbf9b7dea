import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Role, type User } from "../accounts/index.ts";
import { runTx, sql, systemScope } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { runActionSlaTick } from "./action-sla.tick.ts";
import { saveLevel } from "./automation.service.ts";
import { escalate } from "./escalation.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { EscalationTarget } from "./px-action.enums.ts";
import { cancel } from "./px-action.service.ts";

const hour = 3_600_000;

describe("the action-sla tick", () => {
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
  const tick = () => runActionSlaTick(kernel);
  const action = (id: string) => kernel.tx((tx) => tx.em.findOneOrFail(PxAction, { id }));
  const told = (id: string) =>
    rows<{ purpose: string; user: string }>(
      `select purpose, user_id as "user" from notification where related_id = $1 and purpose <> 'ACTION_ASSIGNED' order by id`,
      [id],
    );
  const user = (role: Role, place: { hospital?: Hospital; department?: Department }): Promise<User> =>
    kernel.tx((tx) => buildUser(tx, { role, ...place }));

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

  it("PX-10: reminds the owner once before the deadline", async () => {
    const { people, id } = await world();
    at(35.9);
    await tick();
    expect(await told(id)).toEqual([]);
    at(36);
    await tick();
    await tick();
    expect(await told(id)).toEqual([{ purpose: "ACTION_REMINDER", user: people.ward.id }]);
  });

  it("PX-10, PX-11: an overdue action escalates level by level, each once; the owner stays", async () => {
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
      expect((await told(id)).at(-1)).toEqual({ purpose: "ACTION_ESCALATED", user: recipient.id });
    }
    at(9_999);
    await tick();
    expect(
      await rows("select level from px_action_notice where action_id = $1 and kind = 'ESCALATION' order by level", [
        id,
      ]),
    ).toEqual([1, 2, 3, 4].map((level) => ({ level })));
    const log = await rows<{ level: number }>(
      "select escalation_level as level from px_action_log_entry where action_id = $1 and kind = 'ESCALATED' order by at",
      [id],
    );
    expect(log.map((line) => line.level)).toEqual([1, 2, 3, 4]);
    const audited = await rows("select 1 from audit_event where target_id = $1 and action = 'pxAction.escalated'", [
      id,
    ]);
    expect(audited).toHaveLength(4);
  });

  it("PX-10: several workers at once and restarts tell each level once; after an outage only the highest", async () => {
    const { id } = await world();
    at(73);
    await Promise.all(Array.from({ length: 5 }, tick));
    expect((await action(id)).escalationLevel).toBe(2);
    expect(await rows("select level from px_action_notice where action_id = $1", [id])).toEqual([{ level: 2 }]);
    expect(await told(id)).toHaveLength(1);
  });

  it("PX-12: cancelling stops the chain and withdraws what was not sent", async () => {
    const { id } = await world();
    at(48.1);
    await tick();
    await kernel.tx((tx) => cancel(tx, id, "opened by mistake"));
    at(500);
    await tick();
    expect(await action(id)).toMatchObject({ status: "CANCELLED", escalationLevel: 1 });
    expect(await rows("select distinct status, error from notification where related_id = $1", [id])).toEqual([
      { status: "CANCELLED", error: "ACTION_CANCELLED" },
    ]);
  });

  it("PX-11: passes over who is inactive; with nobody it rises all the same and stays visible as unassigned", async () => {
    const { people, id, hospital } = await world();
    await kernel.tx((tx) => sql(tx.em, "update app_user set is_active = false where id = $1", [people.house.id]));
    at(48.1);
    await tick();
    expect((await told(id)).at(-1)?.user).toBe(people.admin.id);

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

  it("PX-11: a level gives an unowned action to whom it tells; a reassigning level gives any", async () => {
    const { people, hospital, id } = await world();
    await kernel.tx((tx) => sql(tx.em, "update px_action set assignee_id = null where id = $1", [id]));
    at(48.1);
    await tick();
    expect((await action(id)).assignee?.id).toBe(people.ward.id);
    const level = {
      hospitalId: hospital.id,
      level: 2,
      afterMinutes: 60,
      target: EscalationTarget.HOSPITAL_ADMIN,
      isReassigning: true,
    };
    await kernel.tx((tx) => saveLevel(tx, level));
    at(49.1);
    await tick();
    expect(await action(id)).toMatchObject({ escalationLevel: 2, assignee: { id: people.admin.id } });
  });

  it("PX-10: a change of the chain counts at once, also for open actions; a chain never jumps back", async () => {
    const { hospital, id } = await world();
    const level = {
      hospitalId: hospital.id,
      level: 1,
      afterMinutes: 600,
      target: EscalationTarget.PX_TEAM,
      isReassigning: false,
    };
    await kernel.tx((tx) => saveLevel(tx, level));
    at(57);
    await tick();
    expect((await action(id)).escalationLevel).toBe(0);
    await expect(kernel.tx((tx) => saveLevel(tx, { ...level, level: 2, afterMinutes: 10 }))).rejects.toThrow(
      "OUT_OF_ORDER",
    );
    at(58.1);
    await tick();
    expect((await action(id)).escalationLevel).toBe(1);
  });

  it("PX-10: by hand to the next level with a reason, while the tick runs: still each level once; the one who did it is not told", async () => {
    const { id, people } = await world();
    at(48.1);
    const byHand = () =>
      runTx(kernel, { actor: { kind: "USER", label: "x", userId: people.house.id }, scope: systemScope }, (tx) =>
        escalate(tx, id, "patient calls daily"),
      );
    await Promise.allSettled([byHand(), tick(), tick()]);
    const { escalationLevel } = await action(id);
    const notices = await rows<{ level: number }>(
      "select level from px_action_notice where action_id = $1 order by level",
      [id],
    );
    expect(notices.map((notice) => notice.level)).toEqual(
      Array.from({ length: escalationLevel }, (_, index) => index + 1),
    );
    for (let level = escalationLevel; level < 4; level++) await byHand();
    await expect(byHand()).rejects.toThrow("END_OF_CHAIN");
  });

  it("PX-10: one action that fails does not hold up the others", async () => {
    const { id, hospital } = await world();
    const other = await kernel.tx(async (tx) => (await buildPxAction(tx, { hospital })).id);
    await kernel.tx((tx) =>
      sql(
        tx.em,
        `create function fail_one() returns trigger language plpgsql as $$ begin raise exception 'broken row'; end $$;
         create trigger fail_one before update on px_action for each row when (old.id = '${id}') execute function fail_one()`,
      ),
    );
    at(48.1);
    await tick();
    expect((await action(other)).escalationLevel).toBe(1);
    expect((await action(id)).escalationLevel).toBe(0);
    await kernel.tx((tx) => sql(tx.em, "drop trigger fail_one on px_action; drop function fail_one()"));
    await tick();
    expect((await action(id)).escalationLevel).toBe(1);
  });
});
