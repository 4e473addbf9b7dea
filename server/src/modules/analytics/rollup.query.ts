import type { EntityManager } from "@mikro-orm/postgresql";
import { scopeSql, sql, type Scope } from "../core/index.ts";
import type { Span } from "./analytics.rules.ts";
import { Grain, nobody } from "./survey-rollup.entity.ts";

export interface RollupFilter {
  readonly hospitalId?: readonly string[];
  readonly departmentId?: readonly string[];
  readonly journeyType?: readonly string[];
}

export interface RollupSums {
  readonly sentCount: number;
  readonly respondedCount: number;
  readonly answeredCount: number;
  readonly scoredCount: number;
  readonly scoreSum: number;
  readonly scoreSquareSum: number;
  readonly negativeCount: number;
}

/** Zero, not null, when there is no row at all: a hospital in its first hour. */
const sums = `coalesce(sum(sent_count), 0)::int as "sentCount", coalesce(sum(responded_count), 0)::int as "respondedCount",
  coalesce(sum(answered_count), 0)::int as "answeredCount", coalesce(sum(scored_count), 0)::int as "scoredCount",
  coalesce(sum(score_sum), 0) as "scoreSum", coalesce(sum(score_square_sum), 0) as "scoreSquareSum",
  coalesce(sum(negative_count), 0)::int as "negativeCount"`;

/** By what the sums are grouped; each is a column of the roll-up and a key of the result. */
const groupings = {
  bucket: "bucket",
  department: `department_id as "departmentId"`,
  stage: `journey_type as "journeyType", stage_code as "stageCode"`,
} as const;

export interface RollupGroup {
  readonly bucket?: Date;
  readonly departmentId?: string;
  readonly journeyType?: string;
  readonly stageCode?: string;
}

/**
 * Sums of roll-ups over a span, within the viewer's scope (P2: counted by the same rule as the lists). Day rows for
 * spans of whole days, hour rows for the running hours.
 */
export async function sumRollups(
  em: EntityManager,
  scope: Scope,
  grain: Grain,
  span: Span,
  filter: RollupFilter,
  by: readonly (keyof typeof groupings)[] = [],
): Promise<(RollupSums & RollupGroup)[]> {
  const parameters: unknown[] = [grain, span.from, span.to];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const where = [
    "grain = $1 and bucket >= $2 and bucket < $3",
    scopeSql(scope, { hospital: "hospital_id", department: "department_id", physician: "physician_id" }, parameters),
  ];
  if (filter.hospitalId) where.push(`hospital_id = any(${bind(filter.hospitalId)}::uuid[])`);
  if (filter.departmentId) where.push(`department_id = any(${bind(filter.departmentId)}::uuid[])`);
  if (filter.journeyType) where.push(`journey_type = any(${bind(filter.journeyType)}::text[])`);
  if (by.includes("department")) where.push(`department_id <> '${nobody}'`);
  const columns = by.map((key) => groupings[key]);
  const count = by.reduce((total, key) => total + (key === "stage" ? 2 : 1), 0);
  const positions = Array.from({ length: count }, (_, index) => index + 1).join(", ");
  const grouped = count > 0 ? `group by ${positions} order by ${positions}` : "";
  return sql(
    em,
    `select ${[...columns, sums].join(", ")} from survey_rollup where ${where.join(" and ")} ${grouped}`,
    parameters,
  );
}

export const noSums: RollupSums = {
  sentCount: 0,
  respondedCount: 0,
  answeredCount: 0,
  scoredCount: 0,
  scoreSum: 0,
  scoreSquareSum: 0,
  negativeCount: 0,
};
