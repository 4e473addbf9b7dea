import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "../core/index.ts";
import type { CalendarHours } from "./calendar.rules.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import type { CaseFacts, PolicyFacts } from "./policy.rules.ts";
import type { SlaCase } from "./sla-case.entity.ts";

/** The configuration as it stands now; read anew for each transaction, so that a change counts at once (P3). */
export interface PolicyRow extends PolicyFacts {
  readonly versionId: string;
  readonly number: number;
  /** SLA-13: its newest version was saved for open cases as well. */
  readonly isForOpenCases: boolean;
  readonly nameEn: string;
  readonly nameAr: string;
  readonly terms: PolicyTerms;
}

export interface CalendarRow {
  readonly id: string;
  readonly hospitalId: string | null;
  readonly isDefault: boolean;
  readonly versionId: string;
  readonly number: number;
  readonly hours: CalendarHours;
}

export interface Setup {
  readonly policies: readonly PolicyRow[];
  readonly calendars: readonly CalendarRow[];
}

const keptHours = new Map<string, CalendarHours>();

/** A version never changes, so its hours, with the spans computed from them, are shared by all transactions. */
export function hoursOfVersion(versionId: string, hours: CalendarHours): CalendarHours {
  const known = keptHours.get(versionId);
  if (known) return known;
  if (keptHours.size >= 200) keptHours.clear();
  keptHours.set(versionId, hours);
  return hours;
}

export async function loadSetup(em: EntityManager): Promise<Setup> {
  const policies = await sql<Omit<PolicyRow, "match">>(
    em,
    `select p.id, p.case_kind as "caseKind", p.hospital_id as "hospitalId", p.department_id as "departmentId", p.rank,
            p.name_en as "nameEn", p.name_ar as "nameAr", v.id as "versionId", v.number,
            p.recompute_below = v.number as "isForOpenCases", v.terms
       from sla_policy p join sla_policy_version v on v.policy_id = p.id and v.number = p.current_number
      where p.is_active`,
  );
  const calendars = await sql<CalendarRow>(
    em,
    `select c.id, c.hospital_id as "hospitalId", c.is_default as "isDefault", v.id as "versionId", v.number, v.hours
       from business_calendar c join business_calendar_version v on v.calendar_id = c.id and v.number = c.current_number`,
  );
  return {
    policies: policies.map((policy) => ({ ...policy, match: policy.terms.match })),
    calendars: calendars.map((row) => ({ ...row, hours: hoursOfVersion(row.versionId, row.hours) })),
  };
}

/** SLA-7: the calendar that a policy names, else the hospital's default, else the group's. */
export function calendarFor({ calendars }: Setup, calendarId: string | null, hospitalId: string): CalendarRow | null {
  const defaultOf = (hospital: string | null) => calendars.find((row) => row.isDefault && row.hospitalId === hospital);
  return calendars.find((row) => row.id === calendarId) ?? defaultOf(hospitalId) ?? defaultOf(null) ?? null;
}

export type DepartmentPaths = ReadonlyMap<string, readonly string[]>;

/** What the policy of a case is chosen by. */
export const factsOf = (row: SlaCase, paths: DepartmentPaths): CaseFacts => ({
  kind: row.kind,
  hospitalId: row.hospital.id,
  departmentPath: row.department ? (paths.get(row.department.id) ?? []) : [],
  source: row.source ?? null,
  severity: row.severity ?? null,
  priority: row.priority ?? null,
  categoryPath: row.categoryPath,
});

/** Each department with all above it, nearest first. */
export async function departmentPaths(em: EntityManager, ids: readonly string[]): Promise<DepartmentPaths> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; path: string[] }>(
    em,
    `with recursive up as (
       select id as start, id, parent_id, 0 as depth from department where id = any($1)
       union all
       select up.start, d.id, d.parent_id, up.depth + 1 from up join department d on d.id = up.parent_id where up.depth < 50)
     select start as id, array_agg(id order by depth) as path from up group by start`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, path }) => [id, path]));
}
