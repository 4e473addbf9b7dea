import type { EntityManager } from "@mikro-orm/postgresql";
import { complaintStanding, complaintStandingAt } from "../complaints/index.ts";
import { scopeSql, sql, type Scope } from "../core/index.ts";
import type { RollupFilter } from "./rollup.query.ts";

export interface NowAndBefore {
  readonly now: number;
  readonly before: number;
}

export interface OpenAndOverdue {
  readonly open: NowAndBefore;
  readonly overdue: NowAndBefore;
}

class Conditions {
  readonly parameters: unknown[] = [];
  readonly where: string[] = [];

  bind(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }
}

/** Open and overdue now, and a week ago. Reads what is open or was closed within the week: partial indexes serve both. */
export async function countActions(
  em: EntityManager,
  scope: Scope,
  filter: RollupFilter,
  now: Date,
): Promise<OpenAndOverdue> {
  const query = new Conditions();
  const [at, before] = [query.bind(now), query.bind(weekAgo(now))];
  query.where.push(
    scopeSql(scope, { hospital: "hospital_id", department: "department_id", owner: "assignee_id" }, query.parameters),
  );
  if (filter.hospitalId) query.where.push(`hospital_id = any(${query.bind(filter.hospitalId)}::uuid[])`);
  if (filter.departmentId) query.where.push(`department_id = any(${query.bind(filter.departmentId)}::uuid[])`);
  const [row] = await sql<{ open: number; overdue: number; openBefore: number; overdueBefore: number }>(
    em,
    `select count(*) filter (where closed_at is null)::int as open,
            count(*) filter (where closed_at is null and due_at < ${at})::int as overdue,
            count(*) filter (where created_at <= ${before})::int as "openBefore",
            count(*) filter (where created_at <= ${before} and due_at < ${before})::int as "overdueBefore"
       from px_action where (closed_at is null or closed_at > ${before}) and ${query.where.join(" and ")}`,
    query.parameters,
  );
  return {
    open: { now: row?.open ?? 0, before: row?.openBefore ?? 0 },
    overdue: { now: row?.overdue ?? 0, before: row?.overdueBefore ?? 0 },
  };
}

/** AN-10: as the list of complaints counts them, within the scope of `em`; now, and a week ago. */
export async function countComplaints(em: EntityManager, filter: RollupFilter, now: Date): Promise<OpenAndOverdue> {
  const { hospitalId, departmentId } = filter;
  const places = { hospitalId: copy(hospitalId), departmentId: copy(departmentId) };
  const [at, before] = [await complaintStanding(em, places, now), await complaintStandingAt(em, places, weekAgo(now))];
  return {
    open: { now: at.open, before: before.open },
    overdue: { now: at.overdue, before: before.overdue },
  };
}

const copy = (ids: readonly string[] | null | undefined) => (ids ? [...ids] : undefined);

export interface LaneRow {
  readonly journeyType: string;
  readonly stageCode: string;
  readonly waiting: number;
}

/** Active journeys and where they wait. The number of active journeys bounds the work, not the history. */
export async function countLane(em: EntityManager, scope: Scope, filter: RollupFilter): Promise<LaneRow[]> {
  const query = new Conditions();
  query.where.push(journeyScope(scope, query));
  if (filter.hospitalId) query.where.push(`j.hospital_id = any(${query.bind(filter.hospitalId)}::uuid[])`);
  if (filter.departmentId) query.where.push(`j.department_ids && ${query.bind(filter.departmentId)}::uuid[]`);
  if (filter.journeyType) query.where.push(`j.journey_type = any(${query.bind(filter.journeyType)}::text[])`);
  return sql(
    em,
    `select j.journey_type as "journeyType", coalesce(s.code, '') as "stageCode", count(*)::int as waiting
       from journey_instance j
       left join lateral (
         select code from stage_instance where journey_id = j.id and status in ('PENDING', 'IN_PROGRESS')
          order by position limit 1) s on true
      where j.status = 'ACTIVE' and ${query.where.join(" and ")}
      group by 1, 2`,
    query.parameters,
  );
}

/** A journey belongs to every department and physician it passes. */
function journeyScope(scope: Scope, query: Conditions): string {
  if (scope.all) return "true";
  return `(j.hospital_id = any(${query.bind(scope.hospitalIds)}::uuid[])
    or j.department_ids && ${query.bind(scope.departmentIds)}::uuid[]
    or j.physician_ids && ${query.bind(scope.physicianIds)}::uuid[])`;
}

export interface StageName {
  readonly journeyType: string;
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly position: number;
}

/** The current names of stages, by type and code: of the newest version that has the code, of the group or of hospitals in reach. */
export function loadStageNames(em: EntityManager, scope: Scope, filter: RollupFilter): Promise<StageName[]> {
  const query = new Conditions();
  if (!scope.all) query.where.push(`t.hospital_id = any(${query.bind(scope.homeHospitalIds)}::uuid[])`);
  if (filter.hospitalId) query.where.push(`t.hospital_id = any(${query.bind(filter.hospitalId)}::uuid[])`);
  const within = query.where.length > 0 ? `where t.hospital_id is null or (${query.where.join(" and ")})` : "";
  return sql<StageName & object>(
    em,
    `select distinct on (t.journey_type, s.code) t.journey_type as "journeyType", s.code, s.name_ar as "nameAr",
            s.name_en as "nameEn", s.position
       from stage_template s join journey_template_version v on v.id = s.template_version_id
       join journey_template t on t.id = v.template_id
      ${within}
      order by t.journey_type, s.code, v.published_at desc`,
    query.parameters,
  );
}

export interface FeedRow {
  readonly sourceSystem: string;
  readonly hospitalId: string;
  readonly lastReceivedAt: Date | null;
  readonly staleFeedMinutes: number;
}

/** The last event of each source that may post for a hospital of the viewer. One index look-up per hospital and source. */
export async function loadFeeds(em: EntityManager, scope: Scope, filter: RollupFilter): Promise<FeedRow[]> {
  const query = new Conditions();
  if (!scope.all) query.where.push(`h.id = any(${query.bind(scope.homeHospitalIds)}::uuid[])`);
  if (filter.hospitalId) query.where.push(`h.id = any(${query.bind(filter.hospitalId)}::uuid[])`);
  return sql(
    em,
    `select f.source_system as "sourceSystem", h.id as "hospitalId", e.received_at as "lastReceivedAt",
            s.stale_feed_minutes as "staleFeedMinutes"
       from hospital h
       join hospital_settings s on s.hospital_id = h.id
       join (select distinct source_system, hospital_id from api_key where revoked_at is null
             union select distinct u.source_system, r.hospital_id from app_user u join role_assignment r on r.user_id = u.id
              where u.source_system is not null and u.is_active) f on f.hospital_id is null or f.hospital_id = h.id
       left join lateral (
         select received_at from inbound_event
          where hospital_id = h.id and source_system = f.source_system order by received_at desc limit 1) e on true
      where ${["h.is_active", ...query.where].join(" and ")}
      order by h.code, f.source_system`,
    query.parameters,
  );
}

const weekAgo = (now: Date) => new Date(now.getTime() - 7 * 86_400_000);
