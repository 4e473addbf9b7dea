import { createHash } from "node:crypto";
import { sql } from "../modules/core/index.ts";
import { buildDepartment, buildHospital, buildPatient } from "./factories.ts";
import { buildJourneyTemplate } from "./factories-journeys.ts";
import { buildSurveyTemplate } from "./factories-surveys.ts";
import type { TestKernel } from "./test-kernel.ts";

/** A list that must stay fast with many rows: as the console asks for its first page, and what its table needs at the least. */
export interface LargeList {
  readonly name: string;
  readonly table: string;
  /** What a row shows. */
  readonly fields: string;
  readonly orderBy: string;
  /** The console's order, where it is not the list's own. */
  readonly order?: string;
  /** What its search field finds one row by, in another spelling, and the index that serves it. */
  readonly search?: { readonly words: string; readonly index?: string };
  /** So many at the most: what a group really has. */
  readonly atMost?: number;
}

const md5 = (n: number) => createHash("md5").update(String(n)).digest("hex");

export const largeLists: readonly LargeList[] = [
  {
    name: "inboundEvents",
    table: "inbound_event",
    fields: "id receivedAt sourceSystem eventCode encounterId status attempts hospital { nameEn nameAr }",
    orderBy: "received_at desc, id desc",
  },
  {
    name: "pxActions",
    table: "px_action",
    fields:
      "id reference titleEn titleAr priority status dueAt hospital { nameEn nameAr } department { nameEn nameAr }",
    orderBy: "due_at, id",
    search: { words: "انتظار 12345", index: "px_action_folded" },
  },
  {
    name: "surveyInstances",
    table: "survey_instance",
    fields: "id createdAt status score isNegative stageNameEn hospital { nameEn nameAr } department { nameEn nameAr }",
    orderBy: "created_at desc, id desc",
  },
  {
    name: "journeyInstances",
    table: "journey_instance",
    fields: "id encounterId journeyType status startedAt lastEventAt hospital { nameEn nameAr }",
    orderBy: "started_at desc, id desc",
  },
  {
    name: "auditEvents",
    table: "audit_event",
    fields: "id createdAt action actorKind actorLabel targetType targetId hospital { nameEn nameAr }",
    orderBy: "created_at desc, id desc",
  },
  {
    name: "patients",
    table: "patient",
    fields: "id mrn name nameAr nameEn isIdentityMasked createdAt hospital { nameEn nameAr }",
    orderBy: "created_at desc, id desc",
  },
  {
    name: "complaints",
    table: "complaint",
    fields: `id reference subject source severity priority status dueAt pausedAt receivedAt closedAt clocks { id target metAt missMinutes }
      escalationLevel isDissatisfied version hospital { nameEn nameAr timeZone } department { nameEn nameAr }
      assignee { nameEn nameAr } categoryPath { nameEn nameAr } abilities { canAssign canEscalate canClose }`,
    orderBy: "due_at, id",
    order: "orderBy: [{ field: DUE_AT, direction: ASC }]",
    search: { words: "تاخر 12345", index: "complaint_folded" },
  },
  {
    name: "feedbacks",
    table: "feedback",
    fields: "id reference kind subject status receivedAt dueAt hospital { nameEn } department { nameEn }",
    orderBy: "received_at desc, id desc",
    search: { words: "اوقات 12345", index: "feedback_folded" },
  },
  {
    name: "hospitals",
    table: "hospital",
    fields: "id code nameAr nameEn timeZone isActive abilities { canEdit }",
    orderBy: "code, id",
    search: { words: `احمد ${md5(77)}` },
    atMost: 120,
  },
  {
    name: "departments",
    table: "department",
    fields:
      "id code nameAr nameEn isActive hospital { nameEn nameAr } parent { nameEn nameAr } abilities { canEdit canDelete }",
    orderBy: "code, id",
    search: { words: `احمد ${md5(77)}`, index: "department_folded" },
    atMost: 2_000,
  },
  {
    name: "physicians",
    table: "physician",
    fields: `id licenseNumber nameAr nameEn specialtyEn isActive hospital { nameEn nameAr } department { nameEn nameAr }
      abilities { canEdit canDelete }`,
    orderBy: "name_en, id",
    search: { words: `احمد ${md5(77)}`, index: "physician_folded" },
    atMost: 5_000,
  },
  {
    name: "employees",
    table: "employee",
    fields: `id employeeNumber nameAr nameEn email isActive hospital { nameEn nameAr } department { nameEn nameAr }
      abilities { canEdit canDelete }`,
    orderBy: "name_en, id",
    search: { words: `احمد ${md5(77)}`, index: "employee_folded" },
    atMost: 10_000,
  },
  {
    name: "users",
    table: "app_user",
    fields: "id email nameAr nameEn status lastLoginAt roles { role hospital { nameEn } department { nameEn } }",
    orderBy: "name_en, id",
    search: { words: `احمد ${md5(77)}`, index: "app_user_folded" },
    atMost: 10_000,
  },
];

export const firstPageOf = ({ name, fields, order = "" }: LargeList): string =>
  `{ ${name}(first: 25, ${order}) { totalCount pageInfo { hasNextPage endCursor } nodes { ${fields} } } }`;

/** Nobody's names come in the order in which they were entered. */
const named = (number: string) => ({
  [number]: "'L-' || g.n",
  name_ar: "'أحمد ' || md5(g.n::text)",
  name_en: "'Ahmed ' || md5(g.n::text)",
});

/** What each row of a table gets, of `g.n`, its moment `m.at` and the ids; the rest are defaults. */
const rowsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inbound_event: {
    id: "uuidv7(m.at - now())",
    received_at: "m.at",
    source_system: "'HIS'",
    external_id: "'L-' || g.n",
    event_code: "'CODE_' || g.n % 20",
    encounter_id: "'E-' || g.n / 5",
    hospital_id: "place.hospital",
    occurred_at: "m.at",
    status: "case when g.n % 1000 = 0 then 'DEAD' else 'PROCESSED' end",
    available_at: "m.at",
  },
  px_action: {
    created_at: "m.at",
    reference: "'L-' || g.n",
    title_ar: "'إنتظارٌ طويل ' || g.n",
    title_en: "'A long wait'",
    source: "'STAGE_SURVEY'",
    priority: "(array['LOW','MEDIUM','HIGH','CRITICAL'])[1 + g.n % 4]",
    priority_rank: "1 + g.n % 4",
    status: "case when g.n % 10 = 0 then 'OPEN' else 'CLOSED' end",
    closed_at: "case when g.n % 10 > 0 then m.at + interval '1 hour' end",
    hospital_id: "place.hospital",
    department_id: "place.department",
    received_at: "m.at",
    due_at: "m.at + interval '1 day'",
  },
  survey_instance: {
    created_at: "m.at",
    hospital_id: "place.hospital",
    department_id: "place.department",
    patient_id: "place.patient",
    template_id: "place.survey",
    template_version_id: "place.survey_version",
    journey_type: "'OPD'",
    stage_name_ar: "'المختبر'",
    stage_name_en: "'Laboratory'",
    status: "case when g.n % 3 = 0 then 'ANSWERED' else 'SENT' end",
    language: "'AR'",
    token_hash: "decode(md5(g.n::text), 'hex')",
    sent_at: "m.at",
    answered_at: "case when g.n % 3 = 0 then m.at end",
    score: "case when g.n % 3 = 0 then g.n % 101 end",
    is_negative: "case when g.n % 3 = 0 then g.n % 101 < 60 end",
    threshold: "60",
  },
  journey_instance: {
    created_at: "m.at",
    hospital_id: "place.hospital",
    encounter_id: "'L-' || g.n",
    journey_type: "'OPD'",
    status: "'COMPLETED'",
    patient_id: "place.patient",
    template_id: "place.journey",
    template_version_id: "place.journey_version",
    department_id: "place.department",
    department_ids: "array[place.department]",
    started_at: "m.at",
    last_event_at: "m.at",
    stage_count: "2",
  },
  audit_event: {
    id: "uuidv7(m.at - now())",
    created_at: "m.at",
    actor_kind: "'SYSTEM'",
    actor_label: "'system'",
    action: "'pxAction.created'",
    target_type: "'PxAction'",
    target_id: "uuidv7()::text",
    hospital_id: "place.hospital",
  },
  patient: {
    created_at: "m.at",
    mrn: "'L-' || g.n",
    hospital_id: "place.hospital",
  },
  complaint: {
    created_at: "m.at",
    reference: "'L-' || g.n",
    subject: "'تأخّر الموعد ' || g.n",
    description_sealed: "'\\x00'",
    hospital_id: "place.hospital",
    department_id: "place.department",
    source: "'CALL_CENTER'",
    severity: "'HIGH'",
    severity_rank: "3",
    priority: "'HIGH'",
    priority_rank: "3",
    received_at: "m.at",
    status: "case when g.n % 10 = 0 then 'OPEN' else 'CLOSED' end",
    closed_at: "case when g.n % 10 > 0 then m.at + interval '1 hour' end",
    resolution_score: "case when g.n % 3 = 1 then g.n % 101 end",
    is_dissatisfied: "case when g.n % 3 = 1 then g.n % 101 < 60 end",
    due_at: "case when g.n % 10 = 0 then m.at + interval '1 day' end",
  },
  feedback: {
    created_at: "m.at",
    reference: "'L-' || g.n",
    kind: "'INQUIRY'",
    subject: "'أوقات الزيارة ' || g.n",
    description_sealed: "'\\x00'",
    hospital_id: "place.hospital",
    department_id: "place.department",
    source: "'RECEPTION'",
    received_at: "m.at",
    status: "case when g.n % 10 = 0 then 'OPEN' else 'CLOSED' end",
    due_at: "m.at + interval '1 day'",
  },
  hospital: named("code"),
  department: { ...named("code"), hospital_id: "place.hospital" },
  physician: { ...named("license_number"), hospital_id: "place.hospital", department_id: "place.department" },
  employee: { ...named("employee_number"), hospital_id: "place.hospital", department_id: "place.department" },
  app_user: { ...named("email"), password_hash: "'unset'" },
};

/** So many rows in each of the tables, one every half minute; the foreign keys are not asked, the indexes are kept. */
export async function fillLargeLists(
  kernel: TestKernel,
  rows: number,
  tables: readonly string[] = Object.keys(rowsOf),
): Promise<void> {
  const place = await kernel.tx(async (tx) => {
    const hospital = await buildHospital(tx);
    const department = await buildDepartment(tx, { hospital });
    const patient = await buildPatient(tx, { hospital });
    const journey = await buildJourneyTemplate(tx, { code: "LARGE" });
    const survey = await buildSurveyTemplate(tx, { code: "LARGE" });
    return [hospital.id, department.id, patient.id, survey.id, journey.id];
  });
  await kernel.tx(async (tx) => {
    await sql(tx.em, "set local session_replication_role = replica");
    for (const table of ["inbound_event", "audit_event"])
      await sql(
        tx.em,
        `select ensure_month_partitions('${table}', (now() - $1::int * interval '30 seconds' - interval '1 month')::date, now()::date)`,
        [rows],
      );
    for (const table of tables) {
      const values = rowsOf[table] ?? {};
      const { atMost = rows } = largeLists.find((list) => list.table === table) ?? {};
      await sql(
        tx.em,
        `insert into ${table} (${Object.keys(values).join(", ")})
         select ${Object.values(values).join(", ")}
           from generate_series(1, $1::int) as g(n)
          cross join lateral (select date_trunc('milliseconds', now() - g.n * interval '30 seconds') as at) as m
          cross join (select $2::uuid as hospital, $3::uuid as department, $4::uuid as patient, s.id as survey, j.id as journey,
                             s.current_version_id as survey_version, j.current_version_id as journey_version
                        from survey_template s, journey_template j where s.id = $5 and j.id = $6) as place`,
        [Math.min(rows, atMost), ...place],
      );
    }
  });
  await sql(kernel.orm.em.fork(), "analyze");
}
