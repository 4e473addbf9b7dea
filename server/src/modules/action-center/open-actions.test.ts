import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ref } from "@mikro-orm/core";
import { buildDepartment, buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { buildSurveyInstance } from "../../testing/factories-surveys.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Role, type User } from "../accounts/index.ts";
import { deliverOutbox, newId, outboxContract, sql } from "../core/index.ts";
import { Employee, type Department, type Hospital } from "../organizations/index.ts";
import { surveyAnswered, SurveyStatus, type SurveyInstance } from "../surveys/index.ts";
import { openActionForNegativeSurvey } from "./survey-answered.subscriber.ts";
import { saveTrigger } from "./automation.service.ts";
import { createRoutingRule, deleteRoutingRule, updateRoutingRule } from "./routing-rule.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { assign } from "./px-action.service.ts";
import { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";
import { RoutingRule } from "./routing-rule.entity.ts";

describe("opening PX actions", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  const rows = <Row extends object>(text: string, parameters: unknown[] = []) =>
    sql<Row>(kernel.orm.em.fork(), text, parameters);
  const place = () =>
    kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const house = await buildDepartment(tx, { hospital });
      const ward = await buildDepartment(tx, { hospital, parent: house });
      const patient = await buildPatient(tx, { hospital });
      return { hospital, house, ward, patient };
    });
  const answered = (given: { hospital: Hospital; department: Department | null }, score = 20, threshold = 60) =>
    kernel.tx(async (tx) => {
      const { survey } = await buildSurveyInstance(tx, given);
      const isNegative = score < threshold;
      Object.assign(survey, { status: SurveyStatus.ANSWERED, answeredAt: tx.now, score, threshold, isNegative });
      return survey;
    });
  const payloadOf = (survey: SurveyInstance) => ({
    surveyInstanceId: survey.id,
    hospitalId: survey.hospital.id,
    departmentId: survey.department?.id ?? null,
    physicianId: null,
    isNegative: survey.isNegative ?? false,
    hasComment: false,
  });
  const deliver = (...surveys: SurveyInstance[]) =>
    kernel.tx((tx) =>
      openActionForNegativeSurvey.handle(
        tx,
        surveys.map((survey) => ({ id: newId(), payload: payloadOf(survey) })),
      ),
    );
  const actionOf = (survey: SurveyInstance) =>
    kernel.tx((tx) => tx.em.findOne(PxAction, { sourceId: survey.id, source: PxActionSource.STAGE_SURVEY }));
  const minutesOf = (action: PxAction | null) =>
    action?.dueAt && (action.dueAt.getTime() - action.receivedAt.getTime()) / 60_000;
  const user = (role: Role, at: { hospital?: Hospital; department?: Department }): Promise<User> =>
    kernel.tx((tx) => buildUser(tx, { role, ...at }));

  it("PX-1: a negative survey triggers an action: owner, deadline, history, audit, message, event", async () => {
    const { hospital, ward } = await place();
    const manager = await user(Role.DEPARTMENT_MANAGER, { hospital, department: ward });
    const survey = await answered({ hospital, department: ward }, 30);
    await kernel.tx(async (tx) => tx.emit(surveyAnswered, payloadOf(survey)));
    const ids = await kernel.tx((tx) => outboxContract.claim(tx, 50, 60));
    await kernel.tx((tx) => deliverOutbox(tx, ids));

    const action = await actionOf(survey);
    expect(action).toMatchObject({
      source: "STAGE_SURVEY",
      priority: "HIGH",
      status: "OPEN",
      escalationLevel: 0,
      isEvidenceRequired: true,
      titleEn: `Negative survey: Doctor's consultation · ${ward.nameEn}`,
      titleAr: `تقييم سلبي: استشارة الطبيب · ${ward.nameAr}`,
      routingTarget: "DEPARTMENT_MANAGER",
      journeyId: survey.journeyId,
    });
    expect(action?.reference).toMatch(/^PXA-\d{4}-\d{6}$/);
    expect(action?.assignee?.id).toBe(manager.id);
    expect(minutesOf(action)).toBe(2_880);
    expect(action?.receivedAt).toEqual(survey.answeredAt);
    expect(
      await rows("select kind, to_status, assignee_id from px_action_log_entry where action_id = $1", [action?.id]),
    ).toEqual([{ kind: "CREATED", to_status: "OPEN", assignee_id: manager.id }]);
    expect(await rows("select action, hospital_id from audit_event where target_id = $1", [action?.id])).toEqual([
      { action: "pxAction.created", hospital_id: hospital.id },
    ]);
    expect(
      await rows("select purpose, channel, user_id, status from notification where related_id = $1", [action?.id]),
    ).toEqual([{ purpose: "ACTION_ASSIGNED", channel: "EMAIL", user_id: manager.id, status: "QUEUED" }]);
  });

  it("PX-1: never twice for one survey, also with two deliveries at once and again later", async () => {
    const { hospital, ward } = await place();
    const survey = await answered({ hospital, department: ward });
    await Promise.all(Array.from({ length: 6 }, () => deliver(survey)));
    await deliver(survey, survey);
    const [count] = await rows<{ n: number }>("select count(*)::int as n from px_action where source_id = $1", [
      survey.id,
    ]);
    expect(count?.n).toBe(1);
    const lines = await rows(
      "select 1 from px_action_log_entry l join px_action a on a.id = l.action_id where a.source_id = $1",
      [survey.id],
    );
    expect(lines).toHaveLength(1);
  });

  it("PX-1: nothing for a good answer, one without a score, or where the hospital switched it off", async () => {
    const { hospital, ward } = await place();
    const good = await answered({ hospital, department: ward }, 90);
    await deliver(good);
    expect(await actionOf(good)).toBeNull();
    await kernel.tx((tx) =>
      saveTrigger(tx, {
        hospitalId: hospital.id,
        source: PxActionSource.STAGE_SURVEY,
        isEnabled: false,
        isEvidenceRequired: false,
        bands: [{ fromGap: 0, priority: PxActionPriority.LOW }],
      }),
    );
    const bad = await answered({ hospital, department: ward });
    await deliver(bad);
    expect(await actionOf(bad)).toBeNull();
  });

  it("PX-2: a hospital's own bands decide the priority, and whether evidence is required", async () => {
    const { hospital, ward } = await place();
    await kernel.tx((tx) =>
      saveTrigger(tx, {
        hospitalId: hospital.id,
        source: PxActionSource.STAGE_SURVEY,
        isEnabled: true,
        isEvidenceRequired: false,
        bands: [{ fromGap: 0, priority: PxActionPriority.CRITICAL }],
      }),
    );
    const survey = await answered({ hospital, department: ward }, 59);
    await deliver(survey);
    const action = await actionOf(survey);
    expect(action).toMatchObject({ priority: "CRITICAL", isEvidenceRequired: false });
    expect(minutesOf(action)).toBe(1_440);
  });

  it("PX-4: the named manager of the department comes first, when that person's account is active", async () => {
    const { hospital, ward } = await place();
    const holder = await user(Role.DEPARTMENT_MANAGER, { hospital, department: ward });
    const named = await user(Role.DEPARTMENT_MANAGER, { hospital, department: ward });
    await kernel.tx(async (tx) => {
      const employee = tx.em.create(Employee, {
        hospital: ref(hospital),
        employeeNumber: "E-1",
        nameAr: "مدير",
        nameEn: "Manager",
      });
      await tx.em.flush();
      await sql(tx.em, "update app_user set employee_id = $2 where id = $1", [named.id, employee.id]);
      await sql(tx.em, "update department set manager_id = $2 where id = $1", [ward.id, employee.id]);
    });
    // Twice: the load does not outweigh the name.
    for (let n = 0; n < 2; n++) {
      const survey = await answered({ hospital, department: ward });
      await deliver(survey);
      expect((await actionOf(survey))?.assignee?.id).toBe(named.id);
    }
    await kernel.tx((tx) => sql(tx.em, "update app_user set is_active = false where id = $1", [named.id]));
    const survey = await answered({ hospital, department: ward });
    await deliver(survey);
    expect((await actionOf(survey))?.assignee?.id).toBe(holder.id);
  });

  it("PX-4: without managers the PX team of the hospital shares the actions, also within one batch", async () => {
    const { hospital, ward } = await place();
    const team = [await user(Role.PX_COORDINATOR, { hospital }), await user(Role.PX_COORDINATOR, { hospital })];
    const surveys = [];
    for (let n = 0; n < 4; n++) surveys.push(await answered({ hospital, department: ward }));
    await deliver(...surveys);
    const owners = await Promise.all(surveys.map(async (survey) => (await actionOf(survey))?.assignee?.id));
    expect(team.map((member) => owners.filter((id) => id === member.id).length)).toEqual([2, 2]);
  });

  it("PX-4: with nobody at all it is opened unassigned, visibly", async () => {
    const { hospital, ward } = await place();
    const survey = await answered({ hospital, department: ward });
    await deliver(survey);
    const action = await actionOf(survey);
    expect(action?.assignee).toBeNull();
    expect(await rows("select note from px_action_log_entry where action_id = $1", [action?.id])).toEqual([
      { note: "UNROUTABLE" },
    ]);
  });

  it("PX-3: a rule for the stage sends to the PX team; the action keeps which rule it was; the default can't go or be narrowed", async () => {
    const { hospital, ward } = await place();
    await user(Role.DEPARTMENT_MANAGER, { hospital, department: ward });
    const coordinator = await user(Role.PX_COORDINATOR, { hospital });
    const rule = await kernel.tx((tx) =>
      createRoutingRule(tx, {
        nameAr: "العيادات",
        nameEn: "Clinics",
        position: 10,
        hospitalId: hospital.id,
        stageCode: "OPD_MD_CONSULT",
        target: RoutingTarget.PX_TEAM,
      }),
    );
    const survey = await answered({ hospital, department: ward });
    await deliver(survey);
    const action = await actionOf(survey);
    expect(action?.assignee?.id).toBe(coordinator.id);
    expect(action?.routingRule?.id).toBe(rule.id);
    expect(action?.routingRuleNameEn).toBe("Clinics");

    const fallback = await kernel.tx((tx) => tx.em.findOneOrFail(RoutingRule, { isDefault: true }));
    await expect(kernel.tx((tx) => deleteRoutingRule(tx, fallback.id))).rejects.toThrow("DEFAULT_RULE");
    await expect(
      kernel.tx((tx) => updateRoutingRule(tx, fallback.id, fallback.version, { stageCode: "X" })),
    ).rejects.toThrow("DEFAULT_RULE");
    await kernel.tx((tx) => deleteRoutingRule(tx, rule.id));
    expect((await actionOf(survey))?.routingRuleNameEn).toBe("Clinics");
  });

  /** A policy for urgent actions of a department, or its next version for new actions. */
  const policyOf = (ward: Department, amount: number, known?: string) =>
    kernel.tx(async (tx) => {
      const id = known ?? newId();
      if (!known) {
        await sql(
          tx.em,
          `insert into sla_policy (id, name_en, name_ar, case_kind, hospital_id, department_id, current_number)
           values ($1, 'Ward', 'القسم', 'ACTION', $2, $3, 0)`,
          [id, ward.hospital.id, ward.id],
        );
      }
      await sql(tx.em, "update sla_policy set current_number = current_number + 1 where id = $1", [id]);
      await sql(
        tx.em,
        `insert into sla_policy_version (policy_id, number, terms, actor_label)
         select $1, p.current_number, jsonb_set(v.terms, '{targets,0,amount}', to_jsonb($2::int)), 'test'
           from sla_policy p, sla_policy g join sla_policy_version v on v.policy_id = g.id
          where p.id = $1 and g.name_en = 'Group: high'`,
        [id, amount],
      );
      return id;
    });

  it("PX-8: the most specific policy of the engine counts; an edit counts for new actions, open ones keep their version", async () => {
    const { hospital, ward } = await place();
    const policy = await policyOf(ward, 90);
    const before = await answered({ hospital, department: ward }, 30);
    await deliver(before);
    await policyOf(ward, 45, policy);
    const after = await answered({ hospital, department: ward }, 30);
    await deliver(after);
    expect(minutesOf(await actionOf(before))).toBe(90);
    expect(minutesOf(await actionOf(after))).toBe(45);
    const worker = await user(Role.STAFF, { hospital, department: ward });
    const open = await actionOf(before);
    await kernel.tx((tx) => assign(tx, open?.id ?? "", worker.id));
    expect(minutesOf(await actionOf(before))).toBe(90);
    const numbers = await rows(
      `select v.number, c.owner_id as owner from sla_case c join sla_policy_version v on v.id = c.policy_version_id where c.case_id = $1`,
      [open?.id],
    );
    expect(numbers).toEqual([{ number: 1, owner: worker.id }]);
  });

  it("PX-8: many at once start their clocks together", async () => {
    const { hospital, ward } = await place();
    const surveys = [];
    for (let n = 0; n < 5; n++) surveys.push(await answered({ hospital, department: ward }, 30));
    await deliver(...surveys);
    const clocks = await rows(
      `select k.due_at = a.due_at as "isKept", c.reference = a.reference as "isNamed" from px_action a
         join sla_case c on c.kind = 'ACTION' and c.case_id = a.id join sla_clock k on k.sla_case_id = c.id where a.hospital_id = $1`,
      [hospital.id],
    );
    expect(clocks).toEqual(Array.from({ length: 5 }, () => ({ isKept: true, isNamed: true })));
  });

  it("PX-8: where no policy fits nothing is due", async () => {
    const { hospital, ward } = await place();
    await kernel.tx((tx) => sql(tx.em, "update sla_policy set is_active = false where case_kind = 'ACTION'"));
    const survey = await answered({ hospital, department: ward }, 30);
    await deliver(survey);
    await kernel.tx((tx) => sql(tx.em, "update sla_policy set is_active = true where case_kind = 'ACTION'"));
    expect(await actionOf(survey)).toMatchObject({ status: "OPEN", dueAt: null });
  });

  it("PX-13: the history refuses changes", async () => {
    await expect(kernel.tx((tx) => sql(tx.em, "update px_action_log_entry set note = 'x'"))).rejects.toThrow(
      /append-only/,
    );
    await expect(kernel.tx((tx) => sql(tx.em, "delete from px_action_log_entry"))).rejects.toThrow(/append-only/);
  });
});
