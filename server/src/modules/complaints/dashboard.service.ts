import { raw } from "@mikro-orm/core";
import type { EntityManager, FilterQuery } from "@mikro-orm/postgresql";
import { Complaint } from "./complaint.entity.ts";
import type { CategoryNode } from "./complaint.rules.ts";
import { withBelow } from "./dashboard.rules.ts";

/** One figure of the dashboard; what it counts is found by the list with the same filter and the group's value. */
export interface ComplaintFigures {
  readonly received: number;
  readonly open: number;
  readonly closed: number;
  /** Complainants who said how they find the resolution, and those of them who are dissatisfied. */
  readonly answered: number;
  readonly dissatisfied: number;
  /** Mean of their scores, 0–100; null when nobody answered. */
  readonly meanScore: number | null;
}

export interface ComplaintGroup extends ComplaintFigures {
  readonly key: string | null;
}

const figures = [
  raw("count(*)::int as received"),
  raw("(count(*) filter (where c.closed_at is null))::int as open"),
  raw("(count(*) filter (where c.closed_at is not null))::int as closed"),
  raw("(count(*) filter (where c.is_dissatisfied is not null))::int as answered"),
  raw("(count(*) filter (where c.is_dissatisfied))::int as dissatisfied"),
  raw('avg(c.resolution_score) as "meanScore"'),
];

export const complaintDimensions = {
  hospital: "c.hospital_id::text",
  department: "c.department_id::text",
  physician: "c.physician_id::text",
  category: "c.category_id::text",
  severity: "c.severity",
  source: "c.source",
  outcome: "c.outcome",
} as const;
export type ComplaintDimension = keyof typeof complaintDimensions;

const maxGroups = 50;

/** CM-17, CM-18: figures within the scope of `em` and the condition of the list, so that a number and its list agree. */
export async function complaintFigures(em: EntityManager, where: FilterQuery<Complaint>): Promise<ComplaintFigures> {
  const query = em
    .createQueryBuilder(Complaint, "c")
    .select(figures as never)
    .where(where as never);
  await query.applyFilters();
  const [row] = await query.execute<ComplaintFigures[]>("all", false);
  return row ?? { received: 0, open: 0, closed: 0, answered: 0, dissatisfied: 0, meanScore: null };
}

/** The largest groups of a dimension first. */
export async function complaintGroups(
  em: EntityManager,
  where: FilterQuery<Complaint>,
  dimension: ComplaintDimension,
  atMost = maxGroups,
): Promise<ComplaintGroup[]> {
  const key = complaintDimensions[dimension];
  const query = em
    .createQueryBuilder(Complaint, "c")
    .select([raw(`${key} as key`), ...figures] as never)
    .where(where as never)
    .groupBy(raw(key) as never)
    .orderBy({ [raw("count(*)") as never]: "desc", [raw(key) as never]: "asc" })
    .limit(atMost);
  await query.applyFilters();
  return query.execute<ComplaintGroup[]>("all", false);
}

/** CM-30: by category, each with everything below it, as the list with that filter; of all, or of the chosen ones and below. */
export async function complaintCategories(
  em: EntityManager,
  where: FilterQuery<Complaint>,
  tree: readonly CategoryNode[],
  chosen: readonly string[] | undefined,
): Promise<ComplaintGroup[]> {
  const own = await complaintGroups(em, where, "category", tree.length + 1);
  return withBelow(own, tree, chosen)
    .toSorted((a, b) => b.received - a.received || String(a.key).localeCompare(String(b.key)))
    .slice(0, maxGroups);
}

export interface ComplaintMonth extends ComplaintFigures {
  /** YYYY-MM in the given zone. */
  readonly month: string;
}

/** By the month in which they were received, oldest first; at most three years. */
export async function complaintMonths(
  em: EntityManager,
  where: FilterQuery<Complaint>,
  timeZone: string,
): Promise<ComplaintMonth[]> {
  const month = raw("to_char(c.received_at at time zone ?, 'YYYY-MM')", [timeZone]);
  const query = em
    .createQueryBuilder(Complaint, "c")
    .select([raw("to_char(c.received_at at time zone ?, 'YYYY-MM') as month", [timeZone]), ...figures] as never)
    .where(where as never)
    .groupBy(month as never)
    .orderBy({ [raw("1") as never]: "desc" })
    .limit(36);
  await query.applyFilters();
  const rows = await query.execute<ComplaintMonth[]>("all", false);
  return rows.toReversed();
}
