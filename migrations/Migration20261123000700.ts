import { Migration } from "@mikro-orm/migrations";

/** Analytics: roll-ups, targets of the tiles, the live feed. */
export class Migration20261123000700 extends Migration {
  override up(): void {
    this.addSql(
      `create table "kpi_target" ("kpi" text not null, "is_higher_better" boolean not null, "warning_at" double precision null, "bad_at" double precision null, "minimum_n" int not null default 1, primary key ("kpi"))`,
    );
    this.addSql(
      `create table "live_feed_item" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "kind" text not null, "at" timestamptz not null, "hospital_id" uuid not null, "department_id" uuid null, "physician_id" uuid null, "journey_id" uuid null, "survey_instance_id" uuid null, "px_action_id" uuid null, "journey_type" text null, "stage_name_ar" text null, "stage_name_en" text null, "encounter_id" text null, "score" double precision null, primary key ("id"))`,
    );
    this.addSql(
      `create index "live_feed_item_department_id_created_at_id_index" on "live_feed_item" ("department_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "live_feed_item_hospital_id_created_at_id_index" on "live_feed_item" ("hospital_id", "created_at", "id")`,
    );
    this.addSql(`create index "live_feed_item_created_at_id_index" on "live_feed_item" ("created_at", "id")`);
    this.addSql(
      `create table "survey_rollup" ("grain" text not null, "bucket" timestamptz not null, "hospital_id" uuid not null, "department_id" uuid not null, "physician_id" uuid not null, "journey_type" text not null, "stage_code" text not null, "sent_count" int not null default 0, "responded_count" int not null default 0, "answered_count" int not null default 0, "scored_count" int not null default 0, "score_sum" double precision not null default 0, "score_square_sum" double precision not null default 0, "negative_count" int not null default 0, primary key ("grain", "bucket", "hospital_id", "department_id", "physician_id", "journey_type", "stage_code"))`,
    );
    this.addSql(
      `create index "survey_rollup_grain_department_id_bucket_index" on "survey_rollup" ("grain", "department_id", "bucket")`,
    );
    this.addSql(
      `create index "survey_rollup_grain_hospital_id_bucket_index" on "survey_rollup" ("grain", "hospital_id", "bucket")`,
    );
    this.addSql(
      `alter table "live_feed_item" add constraint "live_feed_item_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "live_feed_item" add constraint "live_feed_item_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "live_feed_item" add constraint "live_feed_item_kind_check" check ("kind" in ('STAGE_COMPLETED', 'SURVEY_SENT', 'SURVEY_ANSWERED', 'NEGATIVE_SURVEY', 'ACTION_CREATED', 'ACTION_ESCALATED', 'ACTION_CLOSED', 'EVENT_DEAD'))`,
    );
    this.addSql(`insert into kpi_target (kpi, is_higher_better, warning_at, bad_at, minimum_n) values
      ('SATISFACTION', true, 75, 60, 20),
      ('RESPONSE_RATE', true, 20, 10, 50),
      ('NEGATIVE_SURVEYS_24H', false, 15, 40, 1),
      ('NEGATIVE_SURVEYS_7D', false, 100, 250, 1),
      ('OVERDUE_ACTIONS', false, 0, 10, 1),
      ('DEPARTMENT_RANKING', true, null, null, 10)`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}
