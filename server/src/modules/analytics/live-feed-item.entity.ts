import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import type { Ref } from "@mikro-orm/core";
import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { BaseEntity, Scoped } from "../core/index.ts";
import { JourneyType } from "../journeys/index.ts";
import { Department, Hospital } from "../organizations/index.ts";

export enum LiveFeedKind {
  STAGE_COMPLETED = "STAGE_COMPLETED",
  SURVEY_SENT = "SURVEY_SENT",
  SURVEY_ANSWERED = "SURVEY_ANSWERED",
  NEGATIVE_SURVEY = "NEGATIVE_SURVEY",
  ACTION_CREATED = "ACTION_CREATED",
  ACTION_ESCALATED = "ACTION_ESCALATED",
  ACTION_CLOSED = "ACTION_CLOSED",
  EVENT_DEAD = "EVENT_DEAD",
}
registerEnumType(LiveFeedKind, {
  name: "LiveFeedKind",
  description: "What happened.",
  valuesConfig: {
    STAGE_COMPLETED: { description: "A stage of a journey was completed." },
    SURVEY_SENT: { description: "An invitation went out." },
    SURVEY_ANSWERED: { description: "A patient answered, not negatively." },
    NEGATIVE_SURVEY: { description: "A patient answered negatively." },
    ACTION_CREATED: { description: "A PX action was opened." },
    ACTION_ESCALATED: { description: "A PX action went up a level." },
    ACTION_CLOSED: { description: "A PX action was closed." },
    EVENT_DEAD: { description: "An inbound event failed for good and waits for somebody." },
  },
});

/** One line of the live feed. Rows of their own, so that a client that was away can ask for what it missed. No patient data. */
@ObjectType({ description: "One thing that just happened, for the live feed. Carries no patient identity." })
@Entity({ tableName: "live_feed_item" })
@Scoped({ hospital: "hospital", department: "department", physician: "physicianId" })
@Index({ properties: ["createdAt", "id"] })
@Index({ properties: ["hospital", "createdAt", "id"] })
@Index({ properties: ["department", "createdAt", "id"] })
export class LiveFeedItem extends BaseEntity {
  @Field(() => LiveFeedKind, { description: "What happened." })
  @Enum({ items: () => LiveFeedKind, type: "text" })
  kind!: LiveFeedKind;

  @Field(() => Date, { description: "When it happened; it may have reached us later (`createdAt`)." })
  @Property({ type: "timestamptz" })
  at!: Date;

  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "cascade" })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "cascade" })
  department?: Ref<Department> | null;

  @Property({ type: "uuid", nullable: true })
  physicianId?: string | null;

  @Field(() => ID, { nullable: true, description: "The journey." })
  @Property({ type: "uuid", nullable: true })
  journeyId?: string | null;

  @Field(() => ID, { nullable: true, description: "The survey." })
  @Property({ type: "uuid", nullable: true })
  surveyInstanceId?: string | null;

  @Field(() => ID, { nullable: true, description: "The PX action." })
  @Property({ type: "uuid", nullable: true })
  pxActionId?: string | null;

  @Field(() => JourneyType, { nullable: true, description: "Type of the journey." })
  @Property({ type: "text", nullable: true })
  journeyType?: JourneyType | null;

  @Field(() => String, { nullable: true, description: "Name of the stage in Arabic." })
  @Property({ type: "text", nullable: true })
  stageNameAr?: string | null;

  @Field(() => String, { nullable: true, description: "Name of the stage in English." })
  @Property({ type: "text", nullable: true })
  stageNameEn?: string | null;

  @Field(() => String, { nullable: true, description: "The encounter." })
  @Property({ type: "text", nullable: true })
  encounterId?: string | null;

  @Field(() => Float, { nullable: true, description: "The survey's score, 0–100." })
  @Property({ type: "double", nullable: true })
  score?: number | null;
}
