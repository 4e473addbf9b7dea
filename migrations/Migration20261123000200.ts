import { Migration } from "@mikro-orm/migrations";

/** Integrations: inbound events, their keys, and the rules that say what a code does. */
export class Migration20261123000200 extends Migration {
  override up(): void {
    this.addSql(
      `create table "event_rule" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "source_system" text null, "event_code" text not null, "kind" text not null, "journey_type" text null, primary key ("id"))`,
    );
    this.addSql(`create unique index event_rule_code on event_rule (source_system, event_code) nulls not distinct`);
    this.addSql(
      `create table "inbound_event" ("id" uuid not null, "received_at" timestamptz not null, "source_system" text not null, "external_id" text null, "event_code" text not null, "encounter_id" text not null, "patient_identifier" text null, "hospital_code" text null, "hospital_id" uuid null, "occurred_at" timestamptz not null, "payload_sealed" bytea null, "posted_by_id" uuid null, "request_id" text null, "status" text not null default 'RECEIVED', "attempts" int not null default 0, "available_at" timestamptz not null, "error_code" text null, "error" text null, "flags" text[] not null default '{}', "journey_id" uuid null, "processed_at" timestamptz null, primary key ("id", "received_at")) partition by range ("received_at")`,
    );
    this.addSql(
      `create index "inbound_event_journey" on "inbound_event" ("journey_id", "occurred_at") where journey_id is not null`,
    );
    this.addSql(
      `create index inbound_event_external on inbound_event (external_id text_pattern_ops) where external_id is not null`,
    );
    this.addSql(
      `create index inbound_event_patient on inbound_event (patient_identifier text_pattern_ops) where patient_identifier is not null`,
    );
    this.addSql(`create index inbound_event_encounter on inbound_event (encounter_id text_pattern_ops)`);
    this.addSql(
      `create index "inbound_event_trouble" on "inbound_event" ("status", "received_at", "id") where status in ('UNMATCHED', 'IGNORED', 'FAILED', 'DEAD')`,
    );
    this.addSql(`create index "inbound_event_hospital" on "inbound_event" ("hospital_id", "received_at", "id")`);
    this.addSql(`create index "inbound_event_occurred" on "inbound_event" ("occurred_at", "id")`);
    this.addSql(`create index "inbound_event_received" on "inbound_event" ("received_at", "id")`);
    this.addSql(
      `create index "inbound_event_due" on "inbound_event" ("available_at") where status in ('RECEIVED', 'FAILED')`,
    );
    this.addSql(
      `create table "inbound_event_key" ("source_system" text not null, "key" text not null, "event_id" uuid not null, "expires_at" timestamptz null, primary key ("source_system", "key"))`,
    );
    this.addSql(
      `create index "inbound_event_key_expiry" on "inbound_event_key" ("expires_at") where expires_at is not null`,
    );
    this.addSql(
      `alter table "event_rule" add constraint "event_rule_kind_check" check ("kind" in ('OPEN', 'STAGE', 'CLOSE', 'CANCEL', 'MERGE', 'UPDATE'))`,
    );
    this.addSql(
      `alter table "inbound_event" add constraint "inbound_event_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "inbound_event" add constraint "inbound_event_status_check" check ("status" in ('RECEIVED', 'PROCESSED', 'UNMATCHED', 'IGNORED', 'FAILED', 'DEAD'))`,
    );
    this.addSql(`select ensure_month_partitions('inbound_event', now()::date, (now() + interval '2 months')::date)`);
    this.addSql(immutableContent);
    this.addSql(defaultRules);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** IN-8: what was sent stays as it was sent. Only a payload may be emptied, for retention. */
const immutableContent = `
create function keep_event_content() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an inbound event is a record: it is not deleted' using errcode = 'insufficient_privilege';
  end if;
  if new.payload_sealed is not null and new.payload_sealed is distinct from old.payload_sealed
     or (new.id, new.received_at, new.source_system, new.external_id, new.event_code, new.encounter_id, new.patient_identifier,
         new.hospital_code, new.occurred_at, new.posted_by_id, new.request_id)
        is distinct from
        (old.id, old.received_at, old.source_system, old.external_id, old.event_code, old.encounter_id, old.patient_identifier,
         old.hospital_code, old.occurred_at, old.posted_by_id, old.request_id) then
    raise exception 'the content of an inbound event does not change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger inbound_event_content
  before update of id, received_at, source_system, external_id, event_code, encounter_id, patient_identifier, hospital_code,
                   occurred_at, payload_sealed, posted_by_id, request_id
  on inbound_event for each row execute function keep_event_content();
create trigger inbound_event_stays before delete on inbound_event for each row execute function keep_event_content()`;

/** The defaults of the intake contract; administrators may change them. */
const defaultRules = `
insert into event_rule (event_code, kind, journey_type) values
  ('OPD_CHECKED_IN', 'OPEN', 'OPD'), ('ADMITTED', 'OPEN', 'INPATIENT'), ('EMS_DISPATCHED', 'OPEN', 'EMS'),
  ('DISCHARGED', 'CLOSE', null), ('VISIT_CLOSED', 'CLOSE', null), ('VISIT_CANCELLED', 'CANCEL', null),
  ('PATIENT_MERGED', 'MERGE', null), ('PATIENT_UPDATED', 'UPDATE', null)`;
