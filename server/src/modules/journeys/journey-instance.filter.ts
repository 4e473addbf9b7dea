import { Field, ID, InputType } from "type-graphql";
import { DateTimeRange, orderOf, startingWith, within } from "../core/index.ts";
import { JourneyStatus, JourneyType, StageStatus } from "./journey.status.ts";

enum JourneyInstanceOrderField {
  STARTED_AT = "startedAt",
  LAST_EVENT_AT = "lastEventAt",
  ENCOUNTER_ID = "encounterId",
}
export const JourneyInstanceOrder = orderOf("JourneyInstance", JourneyInstanceOrderField, "journeys");

@InputType({ description: "Which journeys." })
export class JourneyInstanceFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "That passed through any of these departments." })
  departmentId?: string[] | null;

  @Field(() => [JourneyType], { nullable: true, description: "Of any of these kinds." })
  journeyType?: JourneyType[] | null;

  @Field(() => [JourneyStatus], { nullable: true, description: "In any of these states." })
  status?: JourneyStatus[] | null;

  @Field(() => String, { nullable: true, description: "Of exactly this encounter." })
  encounterId?: string | null;

  @Field(() => String, { nullable: true, description: "Of the patient with exactly this MRN." })
  mrn?: string | null;

  @Field(() => ID, { nullable: true, description: "Of this patient." })
  patientId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "With any of these stages, in the state of stageStatus if that is given.",
  })
  stageCode?: string[] | null;

  @Field(() => StageStatus, {
    nullable: true,
    description: "With a stage in this state: one of stageCode if that is given.",
  })
  stageStatus?: StageStatus | null;

  @Field(() => DateTimeRange, { nullable: true, description: "Begun in this span of time." })
  startedAt?: DateTimeRange | null;

  @Field(() => Boolean, { nullable: true, description: "Only those with a negative survey, or only those without." })
  hasNegativeSurvey?: boolean | null;

  @Field(() => String, { nullable: true, description: "The encounter begins with this, or the MRN is this." })
  search?: string | null;
}

/** The filter as a MikroORM condition: the same one for lists and counts. */
export function conditionOf(filter: JourneyInstanceFilter | null | undefined): object {
  if (!filter) return {};
  const startedAt = within(filter.startedAt);
  const search = filter.search?.trim();
  const prefix = search ? startingWith(search) : undefined;
  const stage = {
    ...(filter.stageCode?.length ? { code: { $in: filter.stageCode } } : {}),
    ...(filter.stageStatus ? { status: filter.stageStatus } : {}),
  };
  return {
    ...(filter.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter.departmentId ? { departmentIds: { $overlap: filter.departmentId } } : {}),
    ...(filter.journeyType ? { journeyType: { $in: filter.journeyType } } : {}),
    ...(filter.status ? { status: { $in: filter.status } } : {}),
    ...(filter.encounterId ? { encounterId: filter.encounterId.trim() } : {}),
    ...(filter.patientId ? { patient: filter.patientId } : {}),
    ...(startedAt ? { startedAt } : {}),
    ...(filter.hasNegativeSurvey != null ? { hasNegativeSurvey: filter.hasNegativeSurvey } : {}),
    ...(Object.keys(stage).length > 0 ? { stages: { $some: stage } } : {}),
    $and: [
      filter.mrn ? { patient: { mrn: filter.mrn.trim() } } : {},
      prefix ? { $or: [{ encounterId: prefix }, { patient: { mrn: search } }] } : {},
    ],
  };
}
