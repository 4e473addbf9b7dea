import { Migration } from "@mikro-orm/migrations";

/** Notifications with their log, texts and channel settings; and when each tick of the workers is due. */
export class Migration20261123000300 extends Migration {
  override up(): void {
    this.addSql(
      `create table "channel_setting" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "channel" text not null, "hospital_id" uuid null, "backend" text not null default 'CONSOLE', "is_enabled" boolean not null default true, "endpoint" text null, "sender" text null, "secret_sealed" bytea null, "max_attempts" int not null default 5, "uncertain_rule" text not null default 'HOLD', primary key ("id"))`,
    );
    this.addSql(`create index "channel_setting_hospital_id_index" on "channel_setting" ("hospital_id")`);
    this.addSql(
      `create unique index "channel_setting_place" on "channel_setting" ("channel", "hospital_id") nulls not distinct`,
    );
    this.addSql(
      `create table "job_tick" ("name" text not null, "next_at" timestamptz not null, "started_at" timestamptz null, "finished_at" timestamptz null, "last_error" text null, primary key ("name"))`,
    );
    this.addSql(
      `create table "message_template" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "purpose" text not null, "channel" text not null, "hospital_id" uuid null, "subject_ar" text null, "subject_en" text null, "text_ar" text not null, "text_en" text not null, "provider_template" text null, "provider_parameters" text[] not null default '{}', primary key ("id"))`,
    );
    this.addSql(`create index "message_template_hospital_id_index" on "message_template" ("hospital_id")`);
    this.addSql(
      `create unique index "message_template_place" on "message_template" ("purpose", "channel", "hospital_id") nulls not distinct`,
    );
    this.addSql(
      `create table "notification_log" ("id" uuid not null, "created_at" timestamptz not null, "notification_id" uuid not null, "hospital_id" uuid not null, "purpose" text not null, "channel" text not null, "backend" text not null, "attempt" int not null, "status" text not null, "recipient_masked" text null, "language" text not null, "body_sealed" bytea null, "segments" int null, "error" text null, "related_type" text not null, "related_id" uuid not null, "patient_id" uuid null, "template_id" uuid null, "template_version" int null, "provider_message_id" text null, primary key ("id", "created_at")) partition by range ("created_at")`,
    );
    this.addSql(`create index "notification_log_patient_id_index" on "notification_log" ("patient_id")`);
    this.addSql(`create index "notification_log_related_id_index" on "notification_log" ("related_id")`);
    this.addSql(
      `create index "notification_log_hospital_id_created_at_index" on "notification_log" ("hospital_id", "created_at")`,
    );
    this.addSql(`create index "notification_log_created_at_id_index" on "notification_log" ("created_at", "id")`);
    this.addSql(
      `create table "notification" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "hospital_id" uuid not null, "purpose" text not null, "channel" text not null, "patient_id" uuid null, "user_id" uuid null, "related_type" text not null, "related_id" uuid not null, "language" text null, "data_sealed" bytea not null, "status" text not null default 'QUEUED', "attempts" int not null default 0, "available_at" timestamptz not null, "sending_until" timestamptz null, "send_before" timestamptz null, "error" text null, "cancel_reason" text null, "settled_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "notification_user_id_index" on "notification" ("user_id")`);
    this.addSql(`create index "notification_hospital_id_index" on "notification" ("hospital_id")`);
    this.addSql(`create index "notification_related_id_index" on "notification" ("related_id")`);
    this.addSql(`create index "notification_fatigue" on "notification" ("patient_id", "settled_at")`);
    this.addSql(
      `create index "notification_due" on "notification" ("available_at") where status in ('QUEUED', 'FAILED', 'SENDING')`,
    );
    this.addSql(
      `alter table "channel_setting" add constraint "channel_setting_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "channel_setting" add constraint "channel_setting_channel_check" check ("channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "channel_setting" add constraint "channel_setting_backend_check" check ("backend" in ('CONSOLE', 'SMS_GATEWAY', 'WHATSAPP_CLOUD', 'SMTP'))`,
    );
    this.addSql(
      `alter table "channel_setting" add constraint "channel_setting_uncertain_rule_check" check ("uncertain_rule" in ('HOLD', 'RETRY'))`,
    );
    this.addSql(
      `alter table "message_template" add constraint "message_template_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "message_template" add constraint "message_template_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED'))`,
    );
    this.addSql(
      `alter table "message_template" add constraint "message_template_channel_check" check ("channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED'))`,
    );
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_channel_check" check ("channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_backend_check" check ("backend" in ('CONSOLE', 'SMS_GATEWAY', 'WHATSAPP_CLOUD', 'SMTP'))`,
    );
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_status_check" check ("status" in ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'DEAD', 'CANCELLED', 'SUPPRESSED', 'UNCERTAIN'))`,
    );
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_language_check" check ("language" in ('AR', 'EN'))`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_patient_id_foreign" foreign key ("patient_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED'))`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_channel_check" check ("channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_language_check" check ("language" in ('AR', 'EN'))`,
    );
    this.addSql(
      `alter table "notification" add constraint "notification_status_check" check ("status" in ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'DEAD', 'CANCELLED', 'SUPPRESSED', 'UNCERTAIN'))`,
    );
    this.addSql(`select ensure_month_partitions('notification_log', now()::date, (now() + interval '2 months')::date)`);
    this.addSql(defaultChannels);
    this.addSql(`insert into message_template (purpose, channel, subject_ar, subject_en, text_ar, text_en)
      values ${defaultTexts.map((row) => `(${row.map(literal).join(", ")})`).join(", ")}`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** Nothing leaves the house until somebody says by what (F1.9). */
const defaultChannels = `insert into channel_setting (channel, backend, uncertain_rule)
  values ('SMS', 'CONSOLE', 'HOLD'), ('WHATSAPP', 'CONSOLE', 'HOLD'), ('EMAIL', 'CONSOLE', 'HOLD')`;

const literal = (text: string | null) => (text === null ? "null" : `'${text.replaceAll("'", "''")}'`);

type Text = readonly [
  purpose: string,
  channel: string,
  subjectAr: string | null,
  subjectEn: string | null,
  textAr: string,
  textEn: string,
];

const invitationAr = "كيف كانت تجربتك في {hospitalName}؟ قيّمها في دقيقة: {link}";
const invitationEn = "How was your visit to {hospitalName}? Tell us in one minute: {link}";
const reminderAr = "رأيك يهمنا في {hospitalName}. الاستبيان بانتظارك: {link}";
const reminderEn = "Your opinion matters to {hospitalName}. The survey is still open: {link}";

const action = (purpose: string, subjectAr: string, subjectEn: string, whatAr: string, whatEn: string): Text => [
  purpose,
  "EMAIL",
  `${subjectAr}: {reference}`,
  `${subjectEn}: {reference}`,
  `${whatAr}\n\n{reference} – {title}\n{hospitalName}\nموعد الاستحقاق: {dueAt}\n\n{link}`,
  `${whatEn}\n\n{reference} – {title}\n{hospitalName}\nDue: {dueAt}\n\n{link}`,
];

/** NO-6: an Arabic SMS with a link of 60 characters stays within two segments; a test holds these texts to it. */
export const defaultTexts: readonly Text[] = [
  ["SURVEY_INVITATION", "SMS", null, null, invitationAr, invitationEn],
  ["SURVEY_INVITATION", "WHATSAPP", null, null, invitationAr, invitationEn],
  [
    "SURVEY_INVITATION",
    "EMAIL",
    "كيف كانت تجربتك في {hospitalName}؟",
    "How was your visit to {hospitalName}?",
    "نشكرك على ثقتك بنا. نود أن نسمع رأيك في تجربتك في {hospitalName}، ولن يستغرق ذلك أكثر من دقيقة:\n\n{link}",
    "Thank you for your trust. We would like to hear about your visit to {hospitalName}; it takes one minute:\n\n{link}",
  ],
  ["SURVEY_REMINDER", "SMS", null, null, reminderAr, reminderEn],
  ["SURVEY_REMINDER", "WHATSAPP", null, null, reminderAr, reminderEn],
  ["SURVEY_REMINDER", "EMAIL", "ما زال رأيك يهمنا", "We would still like to hear from you", reminderAr, reminderEn],
  action(
    "ACTION_ASSIGNED",
    "إجراء جديد مسند إليك",
    "An action is yours",
    "أُسند إليك إجراء لتحسين تجربة المريض.",
    "A PX action has been assigned to you.",
  ),
  action(
    "ACTION_REMINDER",
    "تذكير بإجراء",
    "Action due soon",
    "اقترب موعد استحقاق هذا الإجراء.",
    "This PX action is due soon.",
  ),
  action(
    "ACTION_ESCALATED",
    "تصعيد إجراء متأخر",
    "Overdue action escalated",
    "تجاوز هذا الإجراء موعده وصُعّد إليك.",
    "This PX action is overdue and has been escalated to you.",
  ),
  action(
    "ACTION_APPROVAL_ASKED",
    "طلب اعتماد إغلاق إجراء",
    "Approval asked",
    "طُلب منك اعتماد إغلاق هذا الإجراء.",
    "You are asked to approve the closing of this PX action.",
  ),
];
