import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, Role } from "@px360/server/modules/accounts";
import { sql } from "@px360/server/modules/core";
import { buildDepartment, buildHospital, buildPhysician, buildUser } from "../../server/src/testing/factories.ts";
import { buildJourneyTemplate } from "../../server/src/testing/factories-journeys.ts";
import { buildSurveyTemplate } from "../../server/src/testing/factories-surveys.ts";
import { drain } from "../../server/src/testing/drain.ts";
import { startTestServer, type TestClient, type TestServer } from "../../server/src/testing/test-server.ts";
import { handlers } from "./handlers.ts";

/** The way of the main job (product.md), over the real intake, the real worker code and the real API. */
describe("the main job", () => {
  let server: TestServer;
  let key: string;
  let admin: TestClient;
  let manager: TestClient;
  let coordinator: TestClient;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      hospital.code = "OLAYA";
      const lab = await buildDepartment(tx, { hospital, code: "LAB" });
      await buildPhysician(tx, { hospital, department: lab, licenseNumber: "PH-1042" });
      const survey = await buildSurveyTemplate(tx);
      await buildJourneyTemplate(tx, {
        openingEventCodes: ["OPD_CHECKED_IN"],
        stages: [
          {
            code: "LAB",
            nameAr: "المختبر",
            nameEn: "Laboratory",
            triggerEventCode: "LAB_ORDER_COMPLETED",
            surveyTemplateId: survey.id,
            isAutoSendSurvey: true,
          },
        ],
      });
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
      await buildUser(tx, { role: Role.PX_COORDINATOR, email: "coordinator@t.test" });
      await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: lab, email: "manager@t.test" });
      key = (await createApiKey(tx, { label: "his", sourceSystem: "HIS" })).secret;
    });
    admin = await server.signIn("admin@t.test");
    manager = await server.signIn("manager@t.test");
    coordinator = await server.signIn("coordinator@t.test");
  });
  afterAll(() => server.close());

  const post = (event: object) =>
    fetch(`${server.url}/api/integrations/events/`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": key },
      body: JSON.stringify({
        source_system: "HIS",
        hospital_code: "OLAYA",
        encounter_id: "E-1",
        patient_identifier: "MRN-1",
        ...event,
      }),
    });
  const work = (ticks: string[] = []) => drain(server.kernel, handlers, { ticks });
  const payload = {
    physician_license: "PH-1042",
    department_code: "LAB",
    journey_type: "OPD",
    patient: { name_ar: "سارة", name_en: "Sara", mobile: "+966501234567", language: "ar" },
  };

  it("event completes stage, stage triggers survey, the invitation is logged", async () => {
    expect((await post({ event_id: "1", event_code: "OPD_CHECKED_IN", payload })).status).toBe(202);
    expect((await post({ event_id: "2", event_code: "LAB_ORDER_COMPLETED", payload })).status).toBe(202);
    await work();
    const answer = await manager.query<{
      journeyInstances: {
        nodes: {
          status: string;
          stages: { status: string; physician: { licenseNumber: string }; survey: { status: string } }[];
        }[];
      };
    }>(
      `{ journeyInstances(filter: { encounterId: "E-1" }) { nodes { status stages { status physician { licenseNumber } survey { status } } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.journeyInstances.nodes).toEqual([
      {
        status: "COMPLETED",
        stages: [{ status: "COMPLETED", physician: { licenseNumber: "PH-1042" }, survey: { status: "SENT" } }],
      },
    ]);
    const log = await admin.query<{
      notificationLogs: { nodes: { status: string; body: string; recipientMasked: string }[] };
    }>("{ notificationLogs { nodes { status body recipientMasked } } }");
    expect(log.data?.notificationLogs.nodes).toHaveLength(1);
    expect(log.data?.notificationLogs.nodes[0]?.body).toMatch(/\/s\/[\w-]{22}/);
    expect(log.data?.notificationLogs.nodes[0]?.recipientMasked).not.toContain("501234567");
  });

  it("a negative survey triggers one action with an owner and a deadline, though it is sent twice at once", async () => {
    const link = await admin.query<{ notificationLogs: { nodes: { body: string }[] } }>(
      "{ notificationLogs { nodes { body } } }",
    );
    const token = /\/s\/([\w-]{22})/.exec(link.data?.notificationLogs.nodes[0]?.body ?? "")?.[1] ?? "";
    const form = await server
      .client()
      .query<{ publicSurvey: { definition: { questions: { id: string; type: string }[] } } }>(
        "query ($token: String!) { publicSurvey(token: $token) { state definition { questions { id type } } } }",
        { token },
      );
    expect(form, JSON.stringify(link)).toMatchObject({ data: { publicSurvey: { state: "OPEN" } } });
    const worst = (type: string) => ({ RATING: 1, SMILEY: 1, NPS: 0, LIKERT: 1, YES_NO: "NO" })[type];
    const questions = form.data?.publicSurvey.definition.questions ?? [];
    const answers = Object.fromEntries(
      questions.flatMap((q) => (worst(q.type) === undefined ? [] : [[q.id, { value: worst(q.type) }]])),
    );
    const submit = () =>
      server
        .client()
        .query<{ submitPublicSurvey: { state: string; userErrors: unknown[] } }>(
          "mutation ($input: SubmitPublicSurveyInput!) { submitPublicSurvey(input: $input) { state userErrors { code message field } } }",
          { input: { token, answers, language: "AR" } },
        );
    const replies = await Promise.all([submit(), submit()]);
    for (const reply of replies)
      expect(reply).toEqual({ data: { submitPublicSurvey: { state: "ANSWERED", userErrors: [] } } });
    await work();
    const actions = await manager.query<{
      pxActions: { nodes: { status: string; dueAt: string; assignee: { email: string } }[] };
    }>("{ pxActions { nodes { status dueAt assignee { email } } } }");
    expect(actions.data?.pxActions.nodes).toHaveLength(1);
    expect(actions.data?.pxActions.nodes[0]).toMatchObject({ status: "OPEN", assignee: { email: "m•••@t.test" } });
    expect(Date.parse(actions.data?.pxActions.nodes[0]?.dueAt ?? "")).toBeGreaterThan(Date.now());
  });

  it("the command centre counts what the lists show", async () => {
    const centre = await manager.query<{
      commandCenter: {
        kpis: { key: string; value: number }[];
        satisfactionByStage: { stageCode: string; n: number }[];
        departments: { n: number }[];
        trend: { answeredCount: number }[];
      };
    }>(
      "{ commandCenter { kpis { key value state } satisfactionByStage { stageCode n mean } departments { n department { code } } trend { date answeredCount } feedHealth { isSilent } journeyLane { waitingCount } } }",
    );
    expect(centre.errors).toBeUndefined();
    const kpi = (name: string) => centre.data?.commandCenter.kpis.find((each) => each.key === name)?.value;
    expect([
      kpi("SURVEYS_SENT"),
      kpi("RESPONSE_RATE"),
      kpi("NEGATIVE_SURVEYS_24H"),
      kpi("OPEN_ACTIONS"),
      kpi("OVERDUE_ACTIONS"),
    ]).toEqual([1, 100, 1, 1, 0]);
    expect(centre.data?.commandCenter.satisfactionByStage).toMatchObject([{ stageCode: "LAB", n: 1 }]);
    expect(centre.data?.commandCenter.trend.at(-1)?.answeredCount).toBe(1);
    const feed = await manager.query<{ liveFeedItems: { nodes: { kind: string }[] } }>(
      "{ liveFeedItems { nodes { kind } } }",
    );
    expect(feed.data?.liveFeedItems.nodes.map((item) => item.kind).sort()).toEqual([
      "ACTION_CREATED",
      "NEGATIVE_SURVEY",
      "STAGE_COMPLETED",
      "SURVEY_SENT",
    ]);
  });

  it("an overdue action escalates, each level once (time overridden)", async () => {
    const levels = async () =>
      sql<{ level: number; due: Date }>(
        server.kernel.orm.em.fork(),
        "select escalation_level as level, due_at as due from px_action",
      );
    const [before] = await levels();
    server.kernel.time = new Date((before?.due.getTime() ?? 0) + 60_000);
    await work(["sla-clocks"]);
    await work(["sla-clocks"]);
    expect((await levels())[0]?.level).toBe(1);
    const log = await sql(server.kernel.orm.em.fork(), "select 1 from px_action_log_entry where kind = 'ESCALATED'");
    expect(log).toHaveLength(1);
    expect(coordinator.accessToken).toBeDefined();
  });
});
