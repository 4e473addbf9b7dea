import { MaxLength } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionPriority, PxActionStatus } from "./px-action.enums.ts";

const maxText = 4_000;

@InputType({ description: "A PX action." })
abstract class ActionInput {
  @Field(() => ID, { description: "The action." })
  id!: string;
}

@InputType({ description: "A PX action in the version that the caller saw." })
abstract class VersionedInput extends ActionInput {
  @Field(() => Int, { nullable: true, description: "The version that was seen; a stale one is refused with CONFLICT." })
  version?: number;
}

@InputType({ description: "A step with a note." })
abstract class NotedInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: "A note for the history." })
  @MaxLength(maxText)
  note?: string;
}

@InputType({ description: "A step that has to be explained." })
abstract class ReasonInput extends VersionedInput {
  @Field(() => String, { description: "Why." })
  @MaxLength(maxText)
  reason!: string;
}

@InputType({ description: "A PX action opened by hand." })
export class CreatePxActionInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => ID, { nullable: true, description: "The department it is about." })
  departmentId?: string;

  @Field(() => String, { nullable: true, description: "Title in Arabic; one of the two is enough." })
  @MaxLength(200)
  titleAr?: string;

  @Field(() => String, { nullable: true, description: "Title in English." })
  @MaxLength(200)
  titleEn?: string;

  @Field(() => String, { nullable: true, description: "What to do." })
  @MaxLength(maxText)
  description?: string;

  @Field(() => PxActionPriority, { description: "How much it presses; decides the deadline." })
  priority!: PxActionPriority;

  @Field(() => ID, { nullable: true, description: "The owner; by the routing rules when left out." })
  assigneeId?: string;

  @Field(() => ID, { nullable: true, description: "The negative survey it is about: opens that survey's one action." })
  surveyInstanceId?: string;

  @Field(() => ID, { nullable: true, description: "The complaint it is about." })
  complaintId?: string;

  @Field(() => ID, {
    nullable: true,
    description: "A UUID of the caller's: the same again opens nothing and answers with the first.",
  })
  clientMutationId?: string;
}

@InputType({ description: "Who is to own a PX action." })
export class AssignPxActionInput extends VersionedInput {
  @Field(() => ID, { description: "The new owner; see assignableUsers." })
  assigneeId!: string;
}

@InputType({ description: "A step of the work. Closing and cancelling have mutations of their own." })
export class ChangePxActionStatusInput extends NotedInput {
  @Field(() => PxActionStatus, {
    description:
      "IN_PROGRESS to begin (or to take back one's request for approval), OPEN to put it back; going back needs a note.",
  })
  status!: PxActionStatus;
}

@InputType({ description: "Takes what nobody owns." })
export class TakePxActionInput extends VersionedInput {}

@InputType({ description: "Stops the clock." })
export class PausePxActionInput extends ReasonInput {}

@InputType({ description: "Lets the clock go on." })
export class ResumePxActionInput extends VersionedInput {}

@InputType({ description: "A note." })
export class AddPxActionNoteInput extends ActionInput {
  @Field(() => String, { description: "The text." })
  @MaxLength(maxText)
  note!: string;
}

@InputType({ description: "A link that proves something." })
export class AddPxActionEvidenceLinkInput extends ActionInput {
  @Field(() => String, { description: "Web address: http or https." })
  @MaxLength(2_000)
  url!: string;

  @Field(() => String, { nullable: true, description: "What it shows." })
  @MaxLength(maxText)
  note?: string;
}

@InputType({ description: "The evidence to remove." })
export class RemovePxActionEvidenceInput {
  @Field(() => ID, { description: "The evidence." })
  id!: string;
}

@InputType({ description: "Says that the work is done." })
export class RequestPxActionApprovalInput extends NotedInput {}

@InputType({ description: "Approves and closes." })
export class ApprovePxActionInput extends NotedInput {}

@InputType({ description: "Sends back to work." })
export class RejectPxActionInput extends ReasonInput {}

@InputType({ description: "Ends without work." })
export class CancelPxActionInput extends ReasonInput {}

@InputType({ description: "Raises to the next level." })
export class EscalatePxActionInput extends ReasonInput {}

@ObjectType({ description: "The action after the change." })
export class PxActionPayload extends Payload {
  @Field(() => PxAction, { nullable: true, description: "The action." })
  pxAction?: PxAction;
}

@ObjectType({ description: "The action and its new evidence." })
export class PxActionEvidencePayload extends PxActionPayload {
  @Field(() => PxActionEvidence, { nullable: true, description: "The evidence." })
  evidence?: PxActionEvidence;
}
