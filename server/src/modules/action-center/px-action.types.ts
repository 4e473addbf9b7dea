import { Field, ID, ObjectType } from "type-graphql";
import { RoutingTarget } from "./px-action.enums.ts";

@ObjectType({ description: "What the caller may do with this action now: by right, by scope and by its status." })
export class PxActionAbilities {
  @Field(() => Boolean, { description: "Give it to somebody." })
  canAssign!: boolean;

  @Field(() => Boolean, { description: "Take it: nobody owns it yet." })
  canTake!: boolean;

  @Field(() => Boolean, { description: "Stop its clock, with a reason." })
  canPause!: boolean;

  @Field(() => Boolean, { description: "Let its clock go on." })
  canResume!: boolean;

  @Field(() => Boolean, { description: "Begin to work on it." })
  canStart!: boolean;

  @Field(() => Boolean, { description: "Put it back to OPEN, or take back the own request for approval." })
  canPutBack!: boolean;

  @Field(() => Boolean, { description: "Add and remove evidence." })
  canAddEvidence!: boolean;

  @Field(() => Boolean, { description: "Tick items of its checklist, and open them again." })
  canTick!: boolean;

  @Field(() => Boolean, { description: "Write a note." })
  canAddNote!: boolean;

  @Field(() => Boolean, {
    description: "Say that it is done and ask for approval: evidence and checklist are complete (PX-25).",
  })
  canRequestApproval!: boolean;

  @Field(() => Boolean, { description: "Approve the closing. Never the one who asked for it." })
  canApprove!: boolean;

  @Field(() => Boolean, { description: "The caller could approve, had they not asked for it themselves (PX-7)." })
  isOwnRequest!: boolean;

  @Field(() => Boolean, { description: "Send it back with a reason." })
  canReject!: boolean;

  @Field(() => Boolean, { description: "Cancel it with a reason." })
  canCancel!: boolean;

  @Field(() => Boolean, { description: "Raise it to the next level of the chain." })
  canEscalate!: boolean;
}

@ObjectType({ description: "Something that keeps the next step to the end from being taken now." })
export class PxActionHindrance {
  @Field(() => String, { description: "Stable, for programs: the code that the mutation would answer with." })
  code!: string;

  @Field(() => String, { description: "What has to happen first, in the caller's language." })
  message!: string;
}

@ObjectType({ description: "How an action found its owner." })
export class PxActionRouting {
  @Field(() => ID, { nullable: true, description: "The rule; empty when it was removed since." })
  ruleId?: string | null;

  @Field(() => String, { description: "Its name as it was then, in the caller's language." })
  ruleName!: string;

  @Field(() => RoutingTarget, { description: "Whom it named." })
  targetKind!: RoutingTarget;
}
