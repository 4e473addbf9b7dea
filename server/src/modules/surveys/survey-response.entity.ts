import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Scoped } from "../core/index.ts";
import { QUESTION_TYPES, type QuestionType } from "./survey-definition.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";

/**
 * One answered question; partitioned by month of `answeredAt`, which is the same for all answers of a survey. Codes, never labels
 * (SV-1); the labels come from the pinned version. Scope facts are copied from the survey: an answer never moves.
 */
@Entity({ tableName: "survey_response" })
@Scoped({ hospital: "hospitalId", department: "departmentId", physician: "physicianId" })
@Index({ properties: ["surveyInstance"] })
@Index({ properties: ["hospitalId", "questionCode", "answeredAt"] })
export class SurveyResponse {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @PrimaryKey({ type: "timestamptz" })
  answeredAt!: Date;

  @ManyToOne({ entity: () => SurveyInstance, ref: true, deleteRule: "restrict" })
  surveyInstance!: Ref<SurveyInstance>;

  @Property({ type: "uuid" })
  hospitalId!: string;

  @Property({ type: "uuid", nullable: true })
  departmentId?: string | null;

  @Property({ type: "uuid", nullable: true })
  physicianId?: string | null;

  @Property({ type: "text" })
  questionId!: string;

  @Property({ type: "text" })
  questionCode!: string;

  @Enum({ items: () => [...QUESTION_TYPES], type: "text" })
  questionType!: QuestionType;

  @Property({ type: "text", nullable: true })
  sectionCode?: string | null;

  @Property({ type: "double", nullable: true })
  valueNumber?: number | null;

  @Property({ type: "array", columnType: "text[]", nullable: true })
  valueCodes?: string[] | null;

  /** Free text may name people: encrypted (F2.4, F12). */
  @Property({ type: "blob", nullable: true })
  valueTextSealed?: Buffer | null;

  @Property({ type: "boolean", default: false })
  isNotApplicable: Opt<boolean> = false;

  /** By the scoring rule of the version; null leaves the denominator. */
  @Property({ type: "double", nullable: true })
  score?: number | null;
}
