import { Role, type User } from "../../modules/accounts/index.ts";
import { sql } from "../../modules/core/index.ts";
import type { TestClient, TestServer } from "../../testing/test-server.ts";
import { codesOf } from "./answers.ts";
import type { Side } from "./two-hospitals.ts";

/** One id of each kind of thing of a hospital, by the name of its GraphQL type. */
export type Ids = Readonly<Record<string, string>>;

async function done(client: TestClient, mutation: string, input: object): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const answer = await client.query<Record<string, { userErrors: object[] }>>(
    `mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code field } } }`,
    { input },
  );
  if (codesOf(answer).length > 0 || answer.data?.[mutation]?.userErrors.length !== 0)
    throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
}

/** What visits do not leave behind: rules, settings, actions by hand with their evidence, events that found no journey. */
export async function furnish(server: TestServer, admin: TestClient, side: Side): Promise<Ids> {
  const { marker, hospital, lab, ward, users } = side;
  const hospitalId = hospital.id;
  const name = { nameAr: `${marker} rule`, nameEn: `${marker} rule` };
  await done(admin, "createRoutingRule", { ...name, hospitalId, departmentId: lab.id, position: 1, target: "PX_TEAM" });
  await done(admin, "saveActionTrigger", {
    hospitalId,
    source: "STAGE_SURVEY",
    isEnabled: true,
    isEvidenceRequired: true,
    bands: [{ fromGap: 0, priority: "HIGH" }],
  });
  await done(admin, "saveActionChecklist", {
    hospitalId,
    source: "MANUAL",
    items: [{ textAr: `${marker} item`, textEn: `${marker} item`, isRequired: true, isActive: true }],
  });
  await setDeadlines(admin, hospitalId, name);
  const texts = await admin.query<{
    messageTemplates: { nodes: { id: string; version: number; hospital: null | { id: string } }[] };
  }>("{ messageTemplates(first: 100) { nodes { id version hospital { id } } } }");
  const ofGroup = texts.data?.messageTemplates.nodes.find((text) => !text.hospital);
  await done(admin, "updateMessageTemplate", {
    id: ofGroup?.id,
    version: ofGroup?.version,
    hospitalId,
    textEn: `${marker} {{link}}`,
  });
  await done(admin, "saveChannelSetting", { hospitalId, channel: "EMAIL", sender: `${marker}@t.test` });
  const action = (assignee: User, departmentId: string | null) =>
    done(admin, "createPxAction", {
      hospitalId,
      departmentId,
      priority: "HIGH",
      assigneeId: assignee.id,
      titleAr: `${marker} action`,
      titleEn: `${marker} action`,
      description: `${marker} words`,
    });
  await action(users[Role.CALL_CENTER_AGENT], null);
  await action(users[Role.HOSPITAL_ADMIN], ward.id);
  await done(admin, "createDepartment", {
    hospitalId,
    code: "PHARMACY",
    nameAr: `${marker} pharmacy`,
    nameEn: `${marker} pharmacy`,
    parentId: ward.id,
  });
  const own = await server.signIn(users[Role.HOSPITAL_ADMIN].email);
  const agent = await server.signIn(users[Role.CALL_CENTER_AGENT].email);
  const complain = (client: TestClient, departmentId: string | null) =>
    done(client, "createComplaint", {
      hospitalId,
      departmentId,
      source: "CALL_CENTER",
      severity: "HIGH",
      subject: `${marker} complaint`,
      description: `${marker} words`,
      complainantName: `${marker} caller`,
    });
  const tell = (client: TestClient, departmentId: string | null) =>
    done(client, "createFeedback", {
      hospitalId,
      departmentId,
      kind: "INQUIRY",
      source: "RECEPTION",
      subject: `${marker} inquiry`,
      description: `${marker} words`,
      contactName: `${marker} caller`,
    });
  await tell(own, lab.id);
  await tell(own, ward.id);
  await tell(agent, null);
  await complain(own, lab.id);
  await complain(own, ward.id);
  await complain(agent, null);
  await done(admin, "saveComplaintSettings", { hospitalId, isFourEyes: false });
  const day = 86_400_000;
  await done(admin, "saveStandIn", {
    userId: users[Role.STAFF].id,
    standInId: users[Role.DEPARTMENT_MANAGER].id,
    fromAt: new Date(Date.now() + day).toISOString(),
    untilAt: new Date(Date.now() + 3 * day).toISOString(),
  });
  await done(admin, "saveActionCapacity", { userId: users[Role.STAFF].id, mostOpen: 500 });
  await done(admin, "startViewAs", { userId: users[Role.STAFF].id });
  const ids = await idsOf(server, side);
  await keepView(own, marker);
  await leaveTroubles(server, own, side, ids);
  await done(own, "addComplaintNote", { id: ids["Complaint"], note: `${marker} note` });
  await done(own, "addPxActionNote", { id: ids["PxAction"], note: `${marker} note` });
  await done(own, "addPxActionEvidenceLink", { id: ids["PxAction"], url: `https://${marker}.test/evidence` });
  return {
    ...(await idsOf(server, side)),
    EvidenceFile: await upload(server, own, `actions/${ids["PxAction"]}/evidence`),
    AttachmentFile: await upload(server, own, `complaints/${ids["Complaint"]}/attachments`),
  };
}

async function setDeadlines(admin: TestClient, hospitalId: string, name: object): Promise<void> {
  const weekly = [{ weekday: 0, fromMinute: 480, toMinute: 960 }];
  const hours = { timeZone: "Asia/Riyadh", weekly, overrides: [], holidays: [] };
  await done(admin, "saveBusinessCalendar", { ...name, hospitalId, hours });
  const level = { level: 1, afterMinutes: 5, recipients: ["HOSPITAL_ADMIN"], isOverridingQuietHours: false };
  await done(admin, "saveEscalationChain", { ...name, hospitalId, levels: [level] });
  await done(admin, "saveSlaPolicy", {
    ...name,
    hospitalId,
    caseKind: "COMPLAINT",
    rank: 1,
    isActive: true,
    severities: ["CRITICAL"],
    targets: [{ target: "RESOLVE", amount: 480, unit: "MINUTES", remindBeforeMinutes: 60 }],
    reopenDays: 14,
    isForOpenCases: false,
  });
}

/** What nobody could be told of, what failed for good, and a run over many rows of which one could not be done. */
async function leaveTroubles(server: TestServer, own: TestClient, { hospital, marker }: Side, ids: Ids): Promise<void> {
  const em = server.kernel.orm.em.fork();
  await sql(
    em,
    `insert into sla_notice (id, created_at, clock_id, cycle, kind, level, at, tell_after)
     select uuidv7(), now(), k.id, 1, 'ESCALATION', 9, now(), now() from sla_clock k join sla_case c on c.id = k.sla_case_id
      where c.hospital_id = $1 and k.met_at is null and k.cancelled_at is null order by k.id limit 1`,
    [hospital.id],
  );
  await sql(
    em,
    `insert into outbox_message (id, created_at, event_type, subscriber, payload, status, attempts, available_at, last_error)
     values (uuidv7(), now(), 'test.died', 'test.never', $1, 'DEAD', 12, now(), 'given up')`,
    [JSON.stringify({ marker })],
  );
  await done(own, "changeActionsStatusBulk", { ids: [ids["PxAction"]], status: "OPEN" });
}

/** A view of the list of actions, shared with the administrators of the hospital. */
async function keepView(own: TestClient, name: string): Promise<void> {
  const { data } = await own.query<{ saveView: { view: { id: string } } }>(
    "mutation ($input: SaveViewInput!) { saveView(input: $input) { view { id } } }",
    { input: { list: "actions", name, state: {} } },
  );
  await done(own, "shareSavedView", { id: data?.saveView.view.id, role: Role.HOSPITAL_ADMIN });
}

async function upload(server: TestServer, client: TestClient, path: string): Promise<string> {
  const form = new FormData();
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  form.set("file", new Blob([png], { type: "image/png" }), "x-ray.png");
  const response = await fetch(`${server.url}/api/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${client.accessToken}` },
    body: form,
  });
  if (response.status !== 201) throw new Error(`not uploaded: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

const tables: Readonly<Record<string, string>> = {
  Department: "department",
  Employee: "employee",
  Patient: "patient",
  Physician: "physician",
  InboundEvent: "inbound_event",
  SurveyInstance: "survey_instance",
  SurveyTemplate: "survey_template",
  JourneyInstance: "journey_instance",
  JourneyTemplate: "journey_template",
  PxAction: "px_action",
  RelatedPxAction: "px_action",
  ActionChecklist: "action_checklist",
  Feedback: "feedback",
  Complaint: "complaint",
  ComplaintSettings: "complaint_settings",
  RoutingRule: "routing_rule",
  Notification: "notification",
  NotificationLog: "notification_log",
  ApiKey: "api_key",
  LiveFeedItem: "live_feed_item",
  MessageTemplate: "message_template",
  BusinessCalendar: "business_calendar",
  SlaPolicy: "sla_policy",
  AuditEvent: "audit_event",
  EscalationChain: "escalation_chain",
};

/** The first of each kind, so that the ids of a department and of what happened in it fit together: the lab and its visit. */
export async function idsOf(server: TestServer, { hospital, users }: Side): Promise<Ids> {
  const em = server.kernel.orm.em.fork();
  const ids: Record<string, string> = { Hospital: hospital.id, User: users[Role.STAFF].id };
  const first = async (type: string, text: string) => {
    const [row] = await sql<{ id: string }>(em, text, [hospital.id]);
    if (row) ids[type] = row.id;
  };
  for (const [type, table] of Object.entries(tables))
    await first(type, `select id from ${table} where hospital_id = $1 order by id limit 1`);
  await first(
    "StageInstance",
    "select s.id from stage_instance s join journey_instance j on j.id = s.journey_id where j.hospital_id = $1 and s.status = 'COMPLETED' order by s.id limit 1",
  );
  await first(
    "PxActionEvidence",
    "select e.id from px_action_evidence e join px_action a on a.id = e.action_id where a.hospital_id = $1 order by e.id limit 1",
  );
  await first(
    "PxActionCheck",
    "select c.id from px_action_check c join px_action a on a.id = c.action_id where a.hospital_id = $1 order by a.id, c.id limit 1",
  );
  await first(
    "SavedView",
    "select v.id from saved_view v where $1::uuid = any(v.shared_hospital_ids) order by v.id limit 1",
  );
  await first(
    "StandIn",
    "select s.id from stand_in s join role_assignment r on r.user_id = s.user_id where r.hospital_id = $1 order by s.id limit 1",
  );
  await first(
    "ViewAs",
    "select v.id from view_as v join role_assignment r on r.user_id = v.target_id where r.hospital_id = $1 order by v.id limit 1",
  );
  const administrator = users[Role.HOSPITAL_ADMIN].id;
  const ofAdministrator: [string, string][] = [
    ["BulkRun", "bulk_run"],
    ["UserNotification", "user_notification"],
    ["Session", "refresh_session"],
  ];
  for (const [type, table] of ofAdministrator) {
    const [row] = await sql<{ id: string }>(em, `select id from ${table} where user_id = $1 order by id limit 1`, [
      administrator,
    ]);
    if (row) ids[type] = row.id;
  }
  await first("RoleAssignment", "select id from role_assignment where hospital_id = $1 order by id limit 1");
  return ids;
}

/** Every id of every row of a hospital: none of them may be seen from elsewhere. */
export async function allIdsOf(server: TestServer, { hospital }: Side): Promise<Set<string>> {
  const em = server.kernel.orm.em.fork();
  const owners = await sql<{ name: string }>(
    em,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'hospital_id'
       join pg_attribute i on i.attrelid = c.oid and i.attname = 'id'
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace`,
  );
  const texts = owners.map(({ name }) => `select id from "${name}" where hospital_id = $1`);
  texts.push(
    "select $1::uuid as id",
    "select user_id as id from role_assignment where hospital_id = $1",
    "select s.id from stage_instance s join journey_instance j on j.id = s.journey_id where j.hospital_id = $1",
    "select l.id from px_action_log_entry l join px_action a on a.id = l.action_id where a.hospital_id = $1",
    "select e.id from px_action_evidence e join px_action a on a.id = e.action_id where a.hospital_id = $1",
    "select c.id from px_action_check c join px_action a on a.id = c.action_id where a.hospital_id = $1",
    "select e.id from feedback_entry e join feedback f on f.id = e.feedback_id where f.hospital_id = $1",
    "select e.id from complaint_entry e join complaint c on c.id = e.complaint_id where c.hospital_id = $1",
    "select v.id from saved_view v where $1::uuid = any(v.shared_hospital_ids)",
    "select b.id from bulk_run b join role_assignment r on r.user_id = b.user_id where r.hospital_id = $1",
    "select w.id from bulk_row w join bulk_run b on b.id = w.run_id join role_assignment r on r.user_id = b.user_id where r.hospital_id = $1",
    "select k.id from sla_clock k join sla_case c on c.id = k.sla_case_id where c.hospital_id = $1",
    "select n.id from sla_notice n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id where c.hospital_id = $1",
    "select f.id from complaint_attachment f join complaint c on c.id = f.complaint_id where c.hospital_id = $1",
  );
  const ids = new Set<string>();
  for (const text of texts)
    for (const { id } of await sql<{ id: string }>(em, text, [hospital.id])) ids.add(String(id));
  return ids;
}
