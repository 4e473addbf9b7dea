import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "../../testing/drain.ts";
import { buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { newId, sql } from "../core/index.ts";
import { Channel, type Hospital } from "../organizations/index.ts";
import { NotificationPurpose, notificationsContract, queueNotifications, sendNotifications } from "./index.ts";

const logs = `query ($filter: NotificationLogFilter) { notificationLogs(filter: $filter) {
  totalCount nodes { status channel body recipientMasked segments hospital { code } surveyInstanceId } } }`;
const update = `mutation ($input: UpdateMessageTemplateInput!) { updateMessageTemplate(input: $input) {
  messageTemplate { id version textEn hospital { id } } userErrors { code field } } }`;

interface Logs {
  notificationLogs: {
    totalCount: number;
    nodes: { body: string; hospital: { code: string }; surveyInstanceId: string }[];
  };
}
interface Updated {
  updateMessageTemplate: {
    messageTemplate: { id: string; version: number; hospital: { id: string } | null } | null;
    userErrors: { code: string }[];
  };
}

describe("notifications over GraphQL", () => {
  let server: TestServer;
  let hospitals: Hospital[];
  const clients = {} as Record<"admin" | "hospitalAdmin" | "analyst" | "staff", TestClient>;
  const surveyId = newId();

  beforeAll(async () => {
    server = await startTestServer();
    const { kernel } = server;
    hospitals = await kernel.tx(async (tx) => [await buildHospital(tx), await buildHospital(tx)]);
    await kernel.tx(async (tx) => {
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@no.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: hospitals[0], email: "hospital@no.test" });
      await buildUser(tx, { role: Role.ANALYST, email: "analyst@no.test" });
      await buildUser(tx, { role: Role.STAFF, hospital: hospitals[0], email: "staff@no.test" });
      for (const [n, hospital] of hospitals.entries()) {
        const patient = await buildPatient(tx, { hospital });
        await queueNotifications(tx, [
          {
            hospitalId: hospital.id,
            purpose: NotificationPurpose.SURVEY_INVITATION,
            channel: Channel.SMS,
            patientId: patient.id,
            relatedType: "SurveyInstance",
            relatedId: n === 0 ? surveyId : newId(),
            data: { link: "https://px.example.sa/s/SeCrEt", stageName: "" },
          },
        ]);
      }
    });
    await drain(kernel, [{ contract: notificationsContract, handle: sendNotifications }]);
    clients.admin = await server.signIn("admin@no.test");
    clients.hospitalAdmin = await server.signIn("hospital@no.test");
    clients.analyst = await server.signIn("analyst@no.test");
    clients.staff = await server.signIn("staff@no.test");
  });
  afterAll(() => server.close());

  it("shows rows and counts of one's own hospitals only", async () => {
    const all = await clients.admin.query<Logs>(logs);
    expect(all.errors).toBeUndefined();
    expect(all.data?.notificationLogs.totalCount).toBe(2);
    const own = await clients.hospitalAdmin.query<Logs>(logs);
    expect(own.data?.notificationLogs).toMatchObject({
      totalCount: 1,
      nodes: [{ hospital: { code: hospitals[0]?.code }, surveyInstanceId: surveyId }],
    });
    const foreign = await clients.hospitalAdmin.query<Logs>(logs, { filter: { hospitalId: [hospitals[1]?.id] } });
    expect(foreign.data?.notificationLogs.totalCount).toBe(0);
    expect((await clients.staff.query(logs)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("filters by survey, state and channel", async () => {
    const found = async (filter: object) =>
      (await clients.admin.query<Logs>(logs, { filter })).data?.notificationLogs.totalCount;
    expect(await found({ surveyInstanceId: surveyId })).toBe(1);
    expect(await found({ status: ["SENT"], channel: ["SMS"], purpose: ["SURVEY_INVITATION"] })).toBe(2);
    expect(await found({ status: ["DEAD"] })).toBe(0);
    expect(await found({ createdAt: { to: new Date(0) } })).toBe(0);
  });

  it("NO-9: the personal link is shown only with the right to it", async () => {
    const bodyFor = async (client: TestClient) =>
      (await client.query<Logs>(logs)).data?.notificationLogs.nodes[0]?.body;
    expect(await bodyFor(clients.admin)).toContain("/s/SeCrEt");
    for (const client of [clients.analyst, clients.hospitalAdmin]) {
      expect(await bodyFor(client)).toContain("https://px.example.sa/s/…");
      expect(await bodyFor(client)).not.toContain("SeCrEt");
    }
  });

  it("NO-7: texts are changed by version, refused when they break a rule, audited, and a hospital may have its own", async () => {
    const list = await clients.analyst.query<{
      messageTemplates: {
        nodes: { id: string; version: number; purpose: string; channel: string; placeholders: string[] }[];
      };
    }>(
      "{ messageTemplates(first: 100) { nodes { id version purpose channel placeholders abilities { canUpdate } } } }",
    );
    const nodes = list.data?.messageTemplates.nodes ?? [];
    expect(nodes).toHaveLength(30);
    const sms = nodes.find((node) => node.purpose === "SURVEY_INVITATION" && node.channel === "SMS");
    const change = (client: TestClient, changes: object) =>
      client.query<Updated>(update, { input: { id: sms?.id, version: sms?.version, ...changes } });
    expect((await change(clients.analyst, { textEn: "x {link}" })).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    expect((await change(clients.admin, { textEn: "no address" })).data?.updateMessageTemplate.userErrors).toEqual([
      { code: "NO_LINK", field: ["textEn"] },
    ]);
    const own = await change(clients.admin, { hospitalId: hospitals[0]?.id, textEn: "Ours: {link}" });
    expect(own.data?.updateMessageTemplate).toMatchObject({
      userErrors: [],
      messageTemplate: { hospital: { id: hospitals[0]?.id } },
    });
    const group = await change(clients.admin, { textEn: "All: {link}" });
    expect(group.data?.updateMessageTemplate).toMatchObject({ messageTemplate: { hospital: null, version: 2 } });
    expect((await change(clients.admin, { textEn: "Late: {link}" })).errors?.[0]?.extensions?.code).toBe("CONFLICT");
    const audit = await server.kernel.tx((tx) =>
      sql<{ after: object }>(
        tx.em,
        "select after from audit_event where action = 'messageTemplate.updated' order by created_at",
      ),
    );
    expect(audit.map(({ after }) => after)).toEqual([{ textEn: "Ours: {link}" }, { textEn: "All: {link}" }]);
  });
});
