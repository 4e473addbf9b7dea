import { Migration } from "@mikro-orm/migrations";

const purposes = [
  "SURVEY_INVITATION",
  "SURVEY_REMINDER",
  "ACTION_ASSIGNED",
  "ACTION_REMINDER",
  "ACTION_ESCALATED",
  "ACTION_APPROVAL_ASKED",
  "ACCOUNT_INVITATION",
  "ACCOUNT_PASSWORD_RESET",
];

/** One-time links with which people set their password, and the e-mails that carry them. */
export class Migration20261125000600 extends Migration {
  override up(): void {
    this.addSql(
      `create table "account_link" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "purpose" text not null, "issued_by_id" uuid null, "expires_at" timestamptz not null, "used_at" timestamptz null, "revoked_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "account_link_user_id_index" on "account_link" ("user_id")`);
    this.addSql(
      `alter table "account_link" add constraint "account_link_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "account_link" add constraint "account_link_purpose_check" check ("purpose" in ('INVITATION', 'PASSWORD_RESET'))`,
    );
    for (const table of ["message_template", "notification", "notification_log"]) {
      this.addSql(`alter table "${table}" drop constraint "${table}_purpose_check"`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_purpose_check" check ("purpose" in (${purposes.map((one) => `'${one}'`).join(", ")}))`,
      );
    }
    this.addSql(`insert into message_template (purpose, channel, subject_ar, subject_en, text_ar, text_en)
      values ${accountTexts.map((row) => `(${row.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ")})`).join(", ")}`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

export const accountTexts: readonly (readonly string[])[] = [
  [
    "ACCOUNT_INVITATION",
    "EMAIL",
    "دعوتك إلى PX360 في {hospitalName}",
    "Your invitation to PX360 at {hospitalName}",
    "مرحبًا {userName}،\n\nأُنشئ لك حساب في PX360. اختر كلمة المرور من هذا الرابط. يعمل الرابط مرة واحدة حتى {expiresAt}:\n\n{link}\n\nإذا لم تكن تتوقع هذه الرسالة فتجاهلها.\n{hospitalName}",
    "Hello {userName},\n\nAn account in PX360 was made for you. Choose your password with this link. It works once, until {expiresAt}:\n\n{link}\n\nIf you did not expect this message, ignore it.\n{hospitalName}",
  ],
  [
    "ACCOUNT_PASSWORD_RESET",
    "EMAIL",
    "كلمة مرور جديدة لحسابك في PX360",
    "A new password for your PX360 account",
    "مرحبًا {userName}،\n\nاختر كلمة مرور جديدة من هذا الرابط. يعمل الرابط مرة واحدة حتى {expiresAt}:\n\n{link}\n\nإذا لم تطلب ذلك فأبلغ مسؤول النظام.\n{hospitalName}",
    "Hello {userName},\n\nChoose a new password with this link. It works once, until {expiresAt}:\n\n{link}\n\nIf you did not ask for it, tell your administrator.\n{hospitalName}",
  ],
];
