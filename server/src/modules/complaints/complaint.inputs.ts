import { MaxLength } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";
import { Channel } from "../organizations/index.ts";
import {
  AssignCaseInput,
  CaseChanges,
  CaseFieldsInput,
  CaseInput,
  CaseNoteInput,
  CaseReasonInput,
  maxCaseMessage,
  maxCaseText,
  NewCase,
  VersionedCaseInput,
} from "../sla/index.ts";
import { Complaint } from "./complaint.entity.ts";
import {
  ComplainantRelation,
  ComplaintOutcome,
  ComplaintPriority,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from "./complaint.enums.ts";

@InputType({ description: "What is known of a complaint." })
abstract class ComplaintFields extends CaseFieldsInput {
  @Field(() => String, { nullable: true, description: "The encounter of the HIS." })
  @MaxLength(100)
  encounterId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The stage of a journey that it is about; brings journey and patient along.",
  })
  stageInstanceId?: string | null;

  @Field(() => ID, { nullable: true, description: "The category." })
  categoryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Its number at the ministry, the council or in the other system.",
  })
  @MaxLength(100)
  externalReference?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The complainant does not want to be named." })
  isAnonymous?: boolean;

  @Field(() => ComplainantRelation, { nullable: true, description: "Who complains." })
  relation?: ComplainantRelation;

  @Field(() => String, { nullable: true, description: "Name of the complainant, when it is not the patient." })
  @MaxLength(200)
  complainantName?: string | null;

  @Field(() => String, { nullable: true, description: "Mobile of the complainant; messages go there." })
  @MaxLength(40)
  complainantMobile?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail of the complainant." })
  @MaxLength(254)
  complainantEmail?: string | null;
}

@InputType({ description: "A new complaint." })
export class CreateComplaintInput extends NewCase(ComplaintFields) {
  @Field(() => ComplaintSource, { description: "By which way it came in." })
  source!: ComplaintSource;

  @Field(() => ComplaintSeverity, { description: "How bad it is." })
  severity!: ComplaintSeverity;

  @Field(() => ComplaintPriority, {
    nullable: true,
    description: "How much it presses; the same as the severity when left out.",
  })
  priority?: ComplaintPriority;

  @Field(() => ID, { nullable: true, description: "The survey whose answer it grows from." })
  surveyInstanceId?: string | null;
}

@InputType({ description: "What is to be changed of a complaint; what is left out stays." })
export class UpdateComplaintInput extends CaseChanges(ComplaintFields) {
  @Field(() => ComplaintSeverity, { nullable: true, description: "How bad it is; counts the deadlines anew." })
  severity?: ComplaintSeverity;

  @Field(() => ComplaintPriority, { nullable: true, description: "How much it presses; counts the deadlines anew." })
  priority?: ComplaintPriority;
}

@InputType({ description: "Who is to own a complaint." })
export class AssignComplaintInput extends AssignCaseInput {}

@InputType({ description: "A step of the work. Resolving, closing and reopening have mutations of their own." })
export class ChangeComplaintStatusInput extends VersionedCaseInput {
  @Field(() => ComplaintStatus, {
    description: "IN_PROGRESS to begin, or to send back what was resolved; OPEN to put it back.",
  })
  status!: ComplaintStatus;

  @Field(() => String, { nullable: true, description: "Why; going back needs it." })
  @MaxLength(maxCaseText)
  reason?: string;
}

@InputType({ description: "An internal note." })
export class AddComplaintNoteInput extends CaseInput {
  @Field(() => String, { description: "The text; `@[<user id>]` names somebody." })
  @MaxLength(maxCaseText)
  note!: string;
}

@InputType({ description: "A message between the hospital and the complainant." })
export class ComplaintMessageInput extends CaseInput {
  @Field(() => String, { description: "The text." })
  @MaxLength(maxCaseMessage)
  message!: string;

  @Field(() => Channel, { nullable: true, description: "By which way; the hospital's own when left out." })
  channel?: Channel;
}

@InputType({ description: "An answer to the complainant." })
export class MessageComplainantInput extends ComplaintMessageInput {
  @Field(() => Boolean, {
    nullable: true,
    description: "It was said, on the phone or in person; nothing is sent.",
  })
  isSpoken?: boolean;
}

@InputType({ description: "Stops the clock." })
export class PauseComplaintInput extends VersionedCaseInput {
  @Field(() => String, { description: "What the complainant is waited for." })
  @MaxLength(maxCaseText)
  reason!: string;
}

@InputType({ description: "Lets the clock go on." })
export class ResumeComplaintInput extends CaseNoteInput {}

@InputType({ description: "The answer that the hospital stands by." })
export class ResolveComplaintInput extends VersionedCaseInput {
  @Field(() => String, { description: "What was found and done." })
  @MaxLength(maxCaseText)
  resolution!: string;

  @Field(() => ComplaintOutcome, { description: "What came out of it." })
  outcome!: ComplaintOutcome;
}

@InputType({ description: "Confirms the resolution." })
export class CloseComplaintInput extends CaseNoteInput {}

@InputType({ description: "Opens again." })
export class ReopenComplaintInput extends CaseReasonInput {}

@InputType({ description: "Raises to the next level." })
export class EscalateComplaintInput extends CaseReasonInput {}

@InputType({ description: "Two complaints about the same." })
export class MergeComplaintInput extends VersionedCaseInput {
  @Field(() => ID, { description: "The one that goes on." })
  intoId!: string;

  @Field(() => String, { nullable: true, description: "Why." })
  @MaxLength(maxCaseText)
  reason?: string;
}

@InputType({ description: "The file to remove." })
export class RemoveComplaintAttachmentInput {
  @Field(() => ID, { description: "The attachment." })
  id!: string;
}

@InputType({ description: "An inquiry or a feedback that turns out to be a complaint." })
export class ConvertFeedbackToComplaintInput {
  @Field(() => ID, { description: "The inquiry or feedback." })
  feedbackId!: string;

  @Field(() => Int, { nullable: true, description: "The version that was seen; a stale one is refused with CONFLICT." })
  version?: number;

  @Field(() => ComplaintSeverity, { description: "How bad it is." })
  severity!: ComplaintSeverity;

  @Field(() => ID, { nullable: true, description: "The category." })
  categoryId?: string | null;

  @Field(() => ID, { nullable: true, description: "The owner." })
  assigneeId?: string | null;

  @Field(() => String, { nullable: true, description: "Why, for the timeline." })
  @MaxLength(maxCaseText)
  reason?: string;
}

@InputType({ description: "Asks how the resolution is found." })
export class SendResolutionSurveyInput extends CaseInput {}

@ObjectType({ description: "The complaint after the change." })
export class ComplaintPayload extends Payload {
  @Field(() => Complaint, {
    nullable: true,
    description: "The complaint; when it was too late to reopen or it was merged: the one that goes on.",
  })
  complaint?: Complaint;
}
