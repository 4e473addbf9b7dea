import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** Length of a roll-up's bucket. Days are days of the reporting zone; hours are kept for a few days only. */
export enum Grain {
  HOUR = "HOUR",
  DAY = "DAY",
}

/** Stands for “none” in a key column. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Survey counts per bucket and dimension, kept by the workers (AN-1): what a dashboard reads instead of millions of
 * answers. Sums, not means, so that rows add up to any wider group.
 */
@Entity({ tableName: "survey_rollup" })
@Index({ properties: ["grain", "hospitalId", "bucket"] })
@Index({ properties: ["grain", "departmentId", "bucket"] })
export class SurveyRollup {
  @PrimaryKey({ type: "text" })
  grain!: Grain;

  @PrimaryKey({ type: "timestamptz" })
  bucket!: Date;

  @PrimaryKey({ type: "uuid" })
  hospitalId!: string;

  @PrimaryKey({ type: "uuid" })
  departmentId!: string;

  @PrimaryKey({ type: "uuid" })
  physicianId!: string;

  @PrimaryKey({ type: "text" })
  journeyType!: string;

  @PrimaryKey({ type: "text" })
  stageCode!: string;

  /** Invitations sent in the bucket. */
  @Property({ type: "integer", default: 0 })
  sentCount!: number;

  /** Of those sent in the bucket, answered by now: the response rate never exceeds 100 %. */
  @Property({ type: "integer", default: 0 })
  respondedCount!: number;

  /** Answered in the bucket. */
  @Property({ type: "integer", default: 0 })
  answeredCount!: number;

  /** Answered in the bucket with a score (a survey of comments has none). */
  @Property({ type: "integer", default: 0 })
  scoredCount!: number;

  @Property({ type: "double", default: 0 })
  scoreSum!: number;

  @Property({ type: "double", default: 0 })
  scoreSquareSum!: number;

  @Property({ type: "integer", default: 0 })
  negativeCount!: number;
}
