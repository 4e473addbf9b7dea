import { Field, ID, Int, ObjectType } from "type-graphql";
import type { ClockView } from "./clocks.loader.ts";
import { SlaFace, SlaTarget } from "./sla.enums.ts";

@ObjectType("SlaClock", { description: "One target of a case, and how it stands." })
export class SlaClockType implements ClockView {
  @Field(() => ID, { description: "Id." })
  id!: string;

  caseId!: string;

  @Field(() => SlaTarget, { description: "What has to happen." })
  target!: SlaTarget;

  @Field(() => SlaFace, { description: "How it stands now." })
  face!: ClockView["face"];

  @Field(() => Date, { nullable: true, description: "When it is due; empty while paused and where there is no time." })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "While paused: when it would be due if work went on now." })
  projectedAt!: Date | null;

  @Field(() => Date, { description: "When the case was received." })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: "Since when it stands still." })
  pausedSince!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the target was met." })
  metAt!: Date | null;

  cancelledAt!: Date | null;

  @Field(() => Int, { nullable: true, description: "Whole minutes late, frozen when met; 0 in time." })
  missMinutes!: number | null;

  @Field(() => Int, { description: "The level of its chain that it rose to; 0 for none." })
  escalationLevel!: number;
}
