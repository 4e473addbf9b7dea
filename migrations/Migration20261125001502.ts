import { Migration } from "@mikro-orm/migrations";

/**
 * PX actions go by the SLA engine. Their rules become policies, their levels chains, their deadlines, pauses, notices and what
 * was told of them rows of the engine; no due time moves but of what rests, and what was told is not told again.
 */
export class Migration20261125001502 extends Migration {
  override up(): void {
    this.addSql(aroundTheClock);
    this.addSql(policies);
    this.addSql(versions);
    this.addSql(chains);
    this.addSql(pausesOfOld);
    this.addSql(cases);
    this.addSql(pauses);
    this.addSql(clocks);
    this.addSql(notices);
    this.addSql(breaches);
    this.addSql(history);
    this.addSql(`drop table old_pause`);
    this.addSql(`alter table "px_action_log_entry" drop constraint "px_action_log_entry_kind_check"`);
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_kind_check" check ("kind" in ('CREATED', 'ASSIGNED', 'STATUS_CHANGED', 'APPROVAL_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED', 'NOTE', 'EVIDENCE_ADDED', 'EVIDENCE_REMOVED', 'REMINDED', 'ESCALATED', 'PAUSED', 'RESUMED', 'DEADLINE_CHANGED', 'CHECK_TICKED', 'CHECK_OPENED'))`,
    );
    this.addSql(`drop table "px_action_notice"`);
    this.addSql(`drop index "px_action_open_paused"`);
    this.addSql(`drop index "px_action_reminder"`);
    this.addSql(
      `alter table "px_action" drop column "sla_rule_id", drop column "sla_rule_version", drop column "sla_minutes", drop column "reminder_at", drop column "reminded_at"`,
    );
    this.addSql(`alter table "px_action" alter column "due_at" drop not null`);
    this.addSql(`alter table "px_action" rename column "sla_started_at" to "received_at"`);
    this.addSql(
      `update px_action a set due_at = k.due_at, escalation_level = k.escalation_level
         from sla_case c join sla_clock k on k.sla_case_id = c.id
        where c.kind = 'ACTION' and c.case_id = a.id and (a.due_at, a.escalation_level) is distinct from (k.due_at, k.escalation_level)`,
    );
    this.addSql(
      `create index "px_action_open_still" on "px_action" ("due_at", "id") where closed_at is null and (paused_at is not null or due_at is null)`,
    );
    this.addSql(`drop table "sla_rule"`);
    this.addSql(`drop table "escalation_level"`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** Actions count around the clock: by the group's calendar of all hours, made anew where there is none any more. */
const aroundTheClock = `
create temporary table action_calendar on commit drop as
select v.id as version_id, c.id as calendar_id
  from business_calendar c join business_calendar_version v on v.calendar_id = c.id and v.number = c.current_number
 where c.hospital_id is null and v.hours->'overrides' = '[]' and v.hours->'holidays' = '[]'
   and (select count(distinct w->>'weekday') from jsonb_array_elements(v.hours->'weekly') as w
         where (w->>'fromMinute')::int = 0 and (w->>'toMinute')::int = 1440) = 7
 order by c.id limit 1;
with missing as (
  insert into business_calendar (name_en, name_ar) select 'Around the clock', 'على مدار الساعة'
   where not exists (select 1 from action_calendar) returning id),
made as (
  insert into business_calendar_version (calendar_id, number, hours, actor_label)
  select id, 1, jsonb_build_object('timeZone', 'Asia/Riyadh', 'overrides', '[]'::jsonb, 'holidays', '[]'::jsonb, 'weekly',
      (select jsonb_agg(jsonb_build_object('weekday', day, 'fromMinute', 0, 'toMinute', 1440)) from generate_series(0, 6) as day)), 'migration'
    from missing returning id, calendar_id)
insert into action_calendar select id, calendar_id from made`;

/** PX-8: under the ids of the rules, so that the choice among equals stays what it was. */
const policies = `
insert into sla_policy (id, created_at, updated_at, version, name_en, name_ar, case_kind, hospital_id, department_id, rank, is_active, current_number)
select id, created_at, updated_at, version, name_en, name_ar, 'ACTION', hospital_id, department_id, rank, is_active, version from sla_rule`;

/** The version that counts now, and each that an action was opened under. */
const versions = `
with used as (
  select r.id as rule_id, r.version, r.resolve_minutes as minutes, r.reminder_before_minutes as remind from sla_rule r
  union all
  select a.sla_rule_id, a.sla_rule_version, max(a.sla_minutes),
         (extract(epoch from min(a.due_at - a.reminder_at)) / 60)::int
    from px_action a join sla_rule r on r.id = a.sla_rule_id and r.version <> a.sla_rule_version
   group by a.sla_rule_id, a.sla_rule_version)
insert into sla_policy_version (policy_id, number, terms, actor_label)
select u.rule_id, u.version, jsonb_build_object(
    'match', jsonb_build_object('sources', '[]'::jsonb, 'severities', '[]'::jsonb, 'priorities', jsonb_build_array(r.priority), 'categoryIds', '[]'::jsonb),
    'targets', jsonb_build_array(jsonb_build_object('target', 'RESOLVE', 'amount', u.minutes, 'unit', 'MINUTES',
                 'reminder', jsonb_build_object('beforeMinutes', nullif(u.remind, 0), 'atPercent', null))),
    'maxPauseMinutes', null, 'reopenDays', 30, 'calendarId', (select calendar_id from action_calendar), 'chainId', null), 'migration'
  from used u join sla_rule r on r.id = u.rule_id`;

/** PX-10: a chain for actions in each place that had levels; the group's stands even without any: then nothing escalates. */
const chains = `
insert into escalation_chain (name_en, name_ar, hospital_id, case_kind, is_default, levels)
select 'PX actions', 'إجراءات تجربة المريض', p.hospital_id, 'ACTION', true,
       coalesce((select jsonb_agg(jsonb_build_object('level', l.nr, 'afterMinutes', l.after_minutes, 'recipients', jsonb_build_array(l.target),
                                                     'userId', null, 'isOverridingQuietHours', false, 'isReassigning', l.is_reassigning) order by l.nr)
                   from (select *, row_number() over (order by level) as nr from escalation_level e where e.hospital_id is not distinct from p.hospital_id) as l), '[]')
  from (select null::uuid as hospital_id union select hospital_id from escalation_level) as p`;

/**
 * PX-20: the deadline moved by each pause, and the engine computes it from the pauses. Where those in the history do not give the
 * stored deadline (paused when it was late already), one of the same length that began just before it was due stands for them.
 */
const pausesOfOld = `
create temporary table old_pause as
with marks as (
  select action_id, kind, at, note, actor_id, actor_label, lead(at) over w as until_at, lead(kind) over w as next_kind
    from px_action_log_entry where kind in ('PAUSED', 'RESUMED') window w as (partition by action_id order by at, id)),
closed as (
  select m.*, sum(until_at - at) over (partition by action_id order by at) - (until_at - at) as moved_before,
         sum(until_at - at) over (partition by action_id) as moved
    from marks m where kind = 'PAUSED' and next_kind = 'RESUMED'),
shift as (
  select id, sla_started_at + make_interval(mins => sla_minutes) as first_due,
         due_at - sla_started_at - make_interval(mins => sla_minutes) as moved
    from px_action),
exact as (
  select s.id from shift s join closed c on c.action_id = s.id
   group by s.id, s.moved having max(c.moved) = s.moved and bool_and(c.at < s.first_due + c.moved_before))
select c.action_id, c.at as from_at, c.until_at, c.note, c.actor_id, c.actor_label from closed c join exact e on e.id = c.action_id
union all
select s.id, s.first_due - interval '1 millisecond', s.first_due - interval '1 millisecond' + s.moved,
       'Pauses before deadlines were computed from them', null, 'migration'
  from shift s where s.moved > interval '0' and not exists (select 1 from exact e where e.id = s.id)
union all
select a.id, a.paused_at, null, m.note, m.actor_id, coalesce(m.actor_label, 'migration')
  from px_action a left join lateral (
    select note, actor_id, actor_label from px_action_log_entry l where l.action_id = a.id and l.kind = 'PAUSED' order by l.at desc, l.id desc limit 1) as m on true
 where a.paused_at is not null and a.closed_at is null`;

const cases = `
insert into sla_case (created_at, kind, case_id, hospital_id, department_id, owner_id, source, priority, category_path, reference, started_at,
       policy_version_id, calendar_version_id, ended_at)
select a.created_at, 'ACTION', a.id, a.hospital_id, a.department_id, a.assignee_id, a.source, a.priority, '[]'::jsonb, a.reference, a.sla_started_at,
       v.id, (select version_id from action_calendar), a.closed_at
  from px_action a join sla_policy_version v on v.policy_id = a.sla_rule_id and v.number = a.sla_rule_version`;

const pauses = `
insert into sla_pause (sla_case_id, reason, note, from_at, until_at, actor_id, actor_label)
select c.id, 'OTHER', p.note, p.from_at, p.until_at, p.actor_id, p.actor_label
  from old_pause p join sla_case c on c.kind = 'ACTION' and c.case_id = p.action_id`;

/** How high it rose, by the levels as they are numbered now. */
const levelOf = (level: string) => `
  (select count(*) from escalation_level l where l.level <= ${level} and l.hospital_id is not distinct from
      (select o.hospital_id from escalation_level o where o.hospital_id = a.hospital_id limit 1))`;

/** What rests is due only if it was late before (SLA-5). */
const dueAt = `case when a.closed_at is null and a.paused_at < a.due_at then null else a.due_at end`;

const clocks = `
insert into sla_clock (created_at, sla_case_id, target, amount, unit, due_at, remind_at, reminded_at, next_check_at, met_at, cancelled_at, miss_minutes,
       escalation_level)
select a.created_at, c.id, 'RESOLVE', a.sla_minutes, 'MINUTES', ${dueAt}, case when ${dueAt} is null then null else a.reminder_at end, a.reminded_at,
       case when ${dueAt} is null or a.closed_at is not null then null
            when a.reminder_at is not null and a.reminded_at is null and a.due_at >= now() then a.reminder_at
            else a.due_at + interval '1 millisecond' end,
       case when a.status = 'CLOSED' then a.closed_at end, case when a.status = 'CANCELLED' then a.closed_at end, a.close_miss_minutes,
       ${levelOf("a.escalation_level")}
  from px_action a join sla_case c on c.kind = 'ACTION' and c.case_id = a.id`;

/** SLA-8: what was told is noted as told. */
const notices = `
insert into sla_notice (created_at, clock_id, cycle, kind, level, recipient_id, at, tell_after, told_at)
select n.created_at, k.id, 0, n.kind, case when n.kind = 'REMINDER' then 0 else ${levelOf("n.level")} end, n.recipient_id, n.at, n.at,
       case when n.recipient_id is null and n.kind = 'ESCALATION' and a.closed_at is null and n.level >= a.escalation_level then null else n.at end
  from px_action_notice n join px_action a on a.id = n.action_id
  join sla_case c on c.kind = 'ACTION' and c.case_id = a.id join sla_clock k on k.sla_case_id = c.id
 order by n.at
on conflict do nothing`;

/** Actions told levels only. Whoever has one that is late already is not told of that now, all at once. */
const breaches = `
insert into sla_notice (clock_id, cycle, kind, level, recipient_id, at, tell_after, told_at)
select k.id, 0, 'BREACH', 0, c.owner_id, k.due_at, k.due_at, now()
  from sla_clock k join sla_case c on c.id = k.sla_case_id
 where c.kind = 'ACTION' and c.ended_at is null and k.due_at < now()`;

const history = `
insert into sla_history_entry (created_at, sla_case_id, kind, target, at, due_after, level, recipient_id, note, actor_label)
select * from (
  select a.created_at, c.id, 'STARTED', null::text, a.created_at as at, a.sla_started_at + make_interval(mins => a.sla_minutes), null::smallint, null::uuid,
         null::text, coalesce((select actor_label from px_action_log_entry l where l.action_id = a.id and l.kind = 'CREATED' limit 1), 'migration')
    from px_action a join sla_case c on c.kind = 'ACTION' and c.case_id = a.id
  union all
  select l.created_at, c.id,
         case when l.kind = 'APPROVED' then 'MET' when l.kind = 'ESCALATED' and l.assignee_id is null then 'UNROUTABLE' else l.kind end,
         case when l.kind in ('REMINDED', 'ESCALATED', 'APPROVED') then 'RESOLVE' end, l.at,
         case when l.kind in ('REMINDED', 'APPROVED') then a.due_at end, l.escalation_level,
         case when l.kind in ('REMINDED', 'ESCALATED') then l.assignee_id end,
         case when l.kind = 'PAUSED' then l.note when l.kind = 'ESCALATED' and l.actor_id is not null then 'BY_HAND'
              when l.kind = 'APPROVED' and a.close_miss_minutes > 0 then 'LATE ' || a.close_miss_minutes end, l.actor_label
    from px_action_log_entry l join px_action a on a.id = l.action_id join sla_case c on c.kind = 'ACTION' and c.case_id = a.id
   where l.kind in ('PAUSED', 'RESUMED', 'REMINDED', 'ESCALATED', 'APPROVED', 'CANCELLED')) as told
 order by at`;
