import { Migration } from "@mikro-orm/migrations";

/** Complaints with their timeline, files, categories and settings; surveys about a resolution; messages to complainants. */
export class Migration20261125001000 extends Migration {
  override up(): void {
    this.addSql(`create sequence complaint_reference`);
    this.addSql(
      `create table "complaint_category" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "parent_id" uuid null, "level" smallint not null, "code" text not null, "name_ar" text not null, "name_en" text not null, "position" int not null default 0, "default_severity" text null, "is_active" boolean not null default true, primary key ("id"))`,
    );
    this.addSql(`alter table "complaint_category" add constraint "complaint_category_code_unique" unique ("code")`);
    this.addSql(
      `create index "complaint_category_parent_id_position_index" on "complaint_category" ("parent_id", "position")`,
    );
    this.addSql(
      `create table "complaint_settings" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid null, "is_acknowledging" boolean not null default true, "is_closing_told" boolean not null default true, "is_survey_sent" boolean not null default true, "resolution_template_id" uuid null, "is_four_eyes" boolean not null default true, "is_evidence_required" boolean not null default false, primary key ("id"))`,
    );
    this.addSql(
      `create index "complaint_settings_resolution_template_id_index" on "complaint_settings" ("resolution_template_id")`,
    );
    this.addSql(
      `create unique index "complaint_settings_group" on "complaint_settings" ((hospital_id is null)) where hospital_id is null`,
    );
    this.addSql(
      `alter table "complaint_settings" add constraint "complaint_settings_hospital_id_unique" unique ("hospital_id")`,
    );
    this.addSql(
      `create table "complaint" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "reference" text not null, "subject" text not null, "description_sealed" bytea not null, "hospital_id" uuid not null, "department_id" uuid null, "physician_id" uuid null, "patient_id" uuid null, "encounter_id" text null, "journey_id" uuid null, "stage_instance_id" uuid null, "survey_instance_id" uuid null, "source" text not null, "external_reference" text null, "category_id" uuid null, "severity" text not null, "severity_rank" smallint not null, "priority" text not null, "priority_rank" smallint not null, "is_anonymous" boolean not null default false, "relation" text not null default 'PATIENT', "complainant_name_sealed" bytea null, "complainant_mobile_sealed" bytea null, "complainant_email_sealed" bytea null, "language" text not null default 'AR', "received_at" timestamptz not null, "registered_by_id" uuid null, "status" text not null default 'OPEN', "assignee_id" uuid null, "due_at" timestamptz null, "paused_at" timestamptz null, "acknowledged_at" timestamptz null, "first_responded_at" timestamptz null, "resolved_at" timestamptz null, "resolved_by_id" uuid null, "outcome" text null, "resolution_sealed" bytea null, "closed_at" timestamptz null, "escalation_level" smallint not null default 0, "reopen_count" smallint not null default 0, "merged_into_id" uuid null, "previous_id" uuid null, "resolution_survey_id" uuid null, "resolution_score" double precision null, "is_dissatisfied" boolean null, "converted_from_id" uuid null, "client_mutation_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`alter table "complaint" add constraint "complaint_reference_unique" unique ("reference")`);
    this.addSql(
      `alter table "complaint" add constraint "complaint_client_mutation_id_unique" unique ("client_mutation_id")`,
    );
    this.addSql(`create index "complaint_closed" on "complaint" ("closed_at", "id") where closed_at is not null`);
    this.addSql(`create index "complaint_survey_instance_id_index" on "complaint" ("survey_instance_id")`);
    this.addSql(`create index "complaint_resolution_survey_id_index" on "complaint" ("resolution_survey_id")`);
    this.addSql(`create index "complaint_resolved_by_id_index" on "complaint" ("resolved_by_id")`);
    this.addSql(`create index "complaint_previous_id_index" on "complaint" ("previous_id")`);
    this.addSql(`create index "complaint_merged_into_id_index" on "complaint" ("merged_into_id")`);
    this.addSql(`create index "complaint_patient_id_received_at_index" on "complaint" ("patient_id", "received_at")`);
    this.addSql(`create index "complaint_category_id_received_at_index" on "complaint" ("category_id", "received_at")`);
    this.addSql(
      `create index "complaint_physician_id_received_at_index" on "complaint" ("physician_id", "received_at")`,
    );
    this.addSql(
      `create index "complaint_registered_by_id_received_at_id_index" on "complaint" ("registered_by_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "complaint_assignee_id_received_at_id_index" on "complaint" ("assignee_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "complaint_department_id_received_at_id_index" on "complaint" ("department_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "complaint_hospital_id_received_at_id_index" on "complaint" ("hospital_id", "received_at", "id")`,
    );
    this.addSql(`create index "complaint_received_at_id_index" on "complaint" ("received_at", "id")`);
    this.addSql(
      `create index "complaint_search" on "complaint" using gin ("reference" gin_trgm_ops, "subject" gin_trgm_ops)`,
    );
    this.addSql(
      `create index "complaint_open_assignee" on "complaint" ("assignee_id", "due_at") where closed_at is null`,
    );
    this.addSql(
      `create index "complaint_open_department" on "complaint" ("department_id", "due_at") where closed_at is null`,
    );
    this.addSql(
      `create index "complaint_open_hospital" on "complaint" ("hospital_id", "due_at") where closed_at is null`,
    );
    this.addSql(`create index "complaint_open_due" on "complaint" ("due_at", "id") where closed_at is null`);
    this.addSql(
      `create table "complaint_entry" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "complaint_id" uuid not null, "kind" text not null, "is_internal" boolean not null default true, "from_status" text null, "to_status" text null, "actor_id" uuid null, "actor_label" text not null, "assignee_id" uuid null, "text_sealed" bytea null, "changed_fields" text[] null, "channel" text null, "escalation_level" smallint null, "attachment_id" uuid null, "at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "complaint_entry_assignee_id_index" on "complaint_entry" ("assignee_id")`);
    this.addSql(`create index "complaint_entry_actor_id_index" on "complaint_entry" ("actor_id")`);
    this.addSql(`create index "complaint_entry_complaint_id_at_index" on "complaint_entry" ("complaint_id", "at")`);
    this.addSql(
      `create table "complaint_attachment" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "complaint_id" uuid not null, "file_name" text not null, "content_type" text not null, "size_bytes" int not null, "storage_key" text not null, "note_sealed" bytea null, "added_by_id" uuid not null, "added_at" timestamptz not null, "removed_at" timestamptz null, "removed_by_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "complaint_attachment_removed_by_id_index" on "complaint_attachment" ("removed_by_id")`);
    this.addSql(`create index "complaint_attachment_added_by_id_index" on "complaint_attachment" ("added_by_id")`);
    this.addSql(
      `create index "complaint_attachment_complaint_id_added_at_index" on "complaint_attachment" ("complaint_id", "added_at")`,
    );
    this.addSql(`alter table "message_template" drop constraint "message_template_purpose_check"`);
    this.addSql(
      `alter table "message_template" add constraint "message_template_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED'))`,
    );
    this.addSql(`alter table "notification_log" drop constraint "notification_log_purpose_check"`);
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED'))`,
    );
    this.addSql(`alter table "survey_instance" add "complaint_id" uuid null`);
    this.addSql(
      `create index "survey_instance_complaint" on "survey_instance" ("complaint_id") where complaint_id is not null`,
    );
    this.addSql(`alter table "notification" drop constraint "notification_purpose_check"`);
    this.addSql(`alter table "notification" add "contact_sealed" bytea null`);
    this.addSql(
      `alter table "notification" add constraint "notification_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED'))`,
    );
    this.addSql(
      `alter table "complaint_category" add constraint "complaint_category_parent_id_foreign" foreign key ("parent_id") references "complaint_category" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint_category" add constraint "complaint_category_default_severity_check" check ("default_severity" in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'))`,
    );
    this.addSql(
      `alter table "complaint_settings" add constraint "complaint_settings_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "complaint_settings" add constraint "complaint_settings_resolution_template_id_foreign" foreign key ("resolution_template_id") references "survey_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_physician_id_foreign" foreign key ("physician_id") references "physician" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_patient_id_foreign" foreign key ("patient_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_category_id_foreign" foreign key ("category_id") references "complaint_category" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_registered_by_id_foreign" foreign key ("registered_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_assignee_id_foreign" foreign key ("assignee_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_resolved_by_id_foreign" foreign key ("resolved_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_merged_into_id_foreign" foreign key ("merged_into_id") references "complaint" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_previous_id_foreign" foreign key ("previous_id") references "complaint" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_source_check" check ("source" in ('HIS', 'MOH', 'CHI', 'PX_CONNECT', 'SOCIAL', 'CALL_CENTER', 'INTERNAL'))`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_severity_check" check ("severity" in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'))`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_priority_check" check ("priority" in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'))`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_relation_check" check ("relation" in ('PATIENT', 'RELATIVE', 'VISITOR', 'STAFF', 'OTHER'))`,
    );
    this.addSql(`alter table "complaint" add constraint "complaint_language_check" check ("language" in ('AR', 'EN'))`);
    this.addSql(
      `alter table "complaint" add constraint "complaint_status_check" check ("status" in ('OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "complaint" add constraint "complaint_outcome_check" check ("outcome" in ('SUBSTANTIATED', 'PARTLY_SUBSTANTIATED', 'UNSUBSTANTIATED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_complaint_id_foreign" foreign key ("complaint_id") references "complaint" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_actor_id_foreign" foreign key ("actor_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_assignee_id_foreign" foreign key ("assignee_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_kind_check" check ("kind" in ('CREATED', 'EDITED', 'ASSIGNED', 'STATUS_CHANGED', 'NOTE', 'MESSAGE_SENT', 'MESSAGE_RECEIVED', 'PAUSED', 'RESUMED', 'ATTACHMENT_ADDED', 'ATTACHMENT_REMOVED', 'REMINDED', 'ESCALATED', 'RESOLVED', 'CLOSED', 'REOPENED', 'MERGED', 'SURVEY_SENT', 'SURVEY_ANSWERED', 'DEADLINE_CHANGED'))`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_from_status_check" check ("from_status" in ('OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_to_status_check" check ("to_status" in ('OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_channel_check" check ("channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "complaint_attachment" add constraint "complaint_attachment_complaint_id_foreign" foreign key ("complaint_id") references "complaint" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint_attachment" add constraint "complaint_attachment_added_by_id_foreign" foreign key ("added_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "complaint_attachment" add constraint "complaint_attachment_removed_by_id_foreign" foreign key ("removed_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(`alter table "px_action" add "complaint_id" uuid null`);
    this.addSql(`create index "px_action_complaint_id_index" on "px_action" ("complaint_id")`);
    this.addSql(appendOnly);
    this.addSql(groupSettings);
    this.addSql(categoryRows);
    this.addSql(textRows);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** CM-13: what was written in a timeline stays. */
const appendOnly = `create trigger complaint_entry_append_only before update or delete on complaint_entry
  for each row execute function refuse_history_change()`;

const literal = (text: string | null) => (text === null ? "null" : `'${text.replaceAll("'", "''")}'`);

type Category = readonly [code: string, parent: string | null, nameEn: string, nameAr: string, severity: string | null];

/** Domains and categories after the Healthcare Complaints Analysis Tool (HCAT), the finer ones as Saudi hospitals count them. */
const categories: readonly Category[] = [
  ["CLINICAL", null, "Clinical care", "الرعاية السريرية", null],
  ["QUALITY", "CLINICAL", "Quality of care", "جودة الرعاية", "MEDIUM"],
  ["EXAMINATION", "QUALITY", "Examination and monitoring", "الفحص والمتابعة", "MEDIUM"],
  ["TREATMENT", "QUALITY", "Treatment and outcome", "العلاج ونتائجه", "HIGH"],
  ["TREATMENT_PAIN", "TREATMENT", "Pain not relieved", "عدم تسكين الألم", "HIGH"],
  ["TREATMENT_DELAYED", "TREATMENT", "Treatment began late", "تأخر بدء العلاج", "HIGH"],
  ["NURSING", "QUALITY", "Nursing care", "الرعاية التمريضية", "MEDIUM"],
  ["SAFETY", "CLINICAL", "Patient safety", "سلامة المرضى", "HIGH"],
  ["MEDICATION", "SAFETY", "Medication error", "خطأ دوائي", "CRITICAL"],
  ["DIAGNOSIS", "SAFETY", "Error in diagnosis", "خطأ في التشخيص", "CRITICAL"],
  ["INFECTION", "SAFETY", "Hygiene and infection", "النظافة ومكافحة العدوى", "HIGH"],
  ["MANAGEMENT", null, "Organisation", "التنظيم والإدارة", null],
  ["ACCESS", "MANAGEMENT", "Access and waiting", "الوصول والانتظار", "MEDIUM"],
  ["WAITING", "ACCESS", "Waiting time", "مدة الانتظار", "MEDIUM"],
  ["APPOINTMENT", "ACCESS", "Appointments", "المواعيد", "LOW"],
  ["ADMISSION", "ACCESS", "Admission and discharge", "الدخول والخروج", "MEDIUM"],
  ["ENVIRONMENT", "MANAGEMENT", "Environment", "البيئة والمرافق", "LOW"],
  ["CLEANLINESS", "ENVIRONMENT", "Cleanliness", "النظافة", "MEDIUM"],
  ["FOOD", "ENVIRONMENT", "Food", "الوجبات", "LOW"],
  ["PARKING", "ENVIRONMENT", "Parking and directions", "المواقف والإرشادات", "LOW"],
  ["BILLING", "MANAGEMENT", "Billing and insurance", "الفواتير والتأمين", "MEDIUM"],
  ["APPROVAL", "BILLING", "Insurance approval", "موافقة التأمين", "MEDIUM"],
  ["INVOICE", "BILLING", "Invoice", "الفاتورة", "LOW"],
  ["RELATIONSHIPS", null, "Relationship with staff", "التعامل مع الطاقم", null],
  ["COMMUNICATION", "RELATIONSHIPS", "Communication", "التواصل", "MEDIUM"],
  ["INFORMATION", "COMMUNICATION", "Information was missing or wrong", "نقص المعلومات أو عدم دقتها", "MEDIUM"],
  ["LISTENING", "COMMUNICATION", "Not listened to", "عدم الإصغاء", "MEDIUM"],
  ["RESPECT", "RELATIONSHIPS", "Respect", "الاحترام", "MEDIUM"],
  ["ATTITUDE", "RESPECT", "Attitude of staff", "سلوك الموظفين", "MEDIUM"],
  ["RIGHTS", "RELATIONSHIPS", "Patient rights", "حقوق المرضى", "HIGH"],
  ["PRIVACY", "RIGHTS", "Privacy and confidentiality", "الخصوصية والسرية", "HIGH"],
  ["CONSENT", "RIGHTS", "Consent", "الموافقة المستنيرة", "HIGH"],
];

const categoryRows = `with recursive given(position, code, parent, name_en, name_ar, severity) as (values ${categories
  .map((row, i) => `(${i}, ${row.map((text) => `${literal(text)}::text`).join(", ")})`)
  .join(", ")}),
  placed as (
    select uuidv7() as id, null::uuid as parent_id, 1 as level, g.* from given g where g.parent is null
    union all
    select uuidv7(), p.id, p.level + 1, g.* from given g join placed p on p.code = g.parent
  )
  insert into complaint_category (id, parent_id, level, code, name_en, name_ar, position, default_severity)
  select id, parent_id, level, code, name_en, name_ar, position, severity from placed order by level`;

/** CM-2: there is always the group's row. */
const groupSettings = `insert into complaint_settings (hospital_id) values (null)`;

type Text = readonly [
  purpose: string,
  channel: string,
  subjectAr: string | null,
  subjectEn: string | null,
  textAr: string,
  textEn: string,
];

const receivedAr =
  "وصلت شكواك {reference} إلى {hospitalName}. من حقك الرد والسرية والتصعيد إلى 937 أو مجلس الضمان الصحي.";
const receivedEn =
  "{hospitalName} received your complaint {reference}. You have the right to an answer, to confidentiality and to escalate: call 937.";
const closedAr = "تمت معالجة شكواك {reference} في {hospitalName} وإغلاقها. إن لم تكن راضيًا فمن حقك إعادة فتحها.";
const closedEn =
  "Your complaint {reference} at {hospitalName} is closed. If you are not satisfied, you may have it reopened.";
const messageAr = "{hospitalName} – شكوى {reference}: {message}";
const messageEn = "{hospitalName} – complaint {reference}: {message}";

const toComplainant = (purpose: string, subjectAr: string, subjectEn: string, ar: string, en: string): Text[] => [
  [purpose, "SMS", null, null, ar, en],
  [purpose, "WHATSAPP", null, null, ar, en],
  [purpose, "EMAIL", `${subjectAr} {reference}`, `${subjectEn} {reference}`, ar, en],
];

/** CM-15: the acknowledgement names the patient's rights. NO-6 holds for the texts without a message of somebody's own. */
const texts: readonly Text[] = [
  ...toComplainant("COMPLAINT_RECEIVED", "استلام الشكوى", "Complaint received", receivedAr, receivedEn),
  ...toComplainant("COMPLAINT_MESSAGE", "بخصوص الشكوى", "About your complaint", messageAr, messageEn),
  ...toComplainant("COMPLAINT_CLOSED", "إغلاق الشكوى", "Complaint closed", closedAr, closedEn),
  [
    "COMPLAINT_ASSIGNED",
    "EMAIL",
    "شكوى جديدة لك: {reference}",
    "A complaint is yours: {reference}",
    "أُسندت إليك الشكوى.\n\n{reference} – {title}\n{hospitalName}\n\n{link}",
    "This complaint is yours now.\n\n{reference} – {title}\n{hospitalName}\n\n{link}",
  ],
];

const textRows = `insert into message_template (purpose, channel, subject_ar, subject_en, text_ar, text_en)
  values ${texts.map((row) => `(${row.map(literal).join(", ")})`).join(", ")}`;
