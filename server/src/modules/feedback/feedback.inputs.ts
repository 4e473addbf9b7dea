import { MaxLength } from "class-validator";
import { Field, InputType, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";
import {
  AssignCaseInput,
  CaseChanges,
  CaseFieldsInput,
  CaseNoteInput,
  CaseReasonInput,
  maxCaseMessage,
  maxCaseText,
  NewCase,
  VersionedCaseInput,
} from "../sla/index.ts";
import { Feedback } from "./feedback.entity.ts";
import { FeedbackKind, FeedbackSource } from "./feedback.enums.ts";

@InputType({ description: "What is known of an inquiry or a feedback." })
abstract class FeedbackFieldsInput extends CaseFieldsInput {
  @Field(() => String, { nullable: true, description: "Name of the person, when it is not the patient." })
  @MaxLength(200)
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: "Mobile of the person; the answer goes there." })
  @MaxLength(40)
  contactMobile?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail of the person." })
  @MaxLength(254)
  contactEmail?: string | null;
}

@InputType({ description: "A new inquiry or feedback." })
export class CreateFeedbackInput extends NewCase(FeedbackFieldsInput) {
  @Field(() => FeedbackKind, { description: "What it is." })
  kind!: FeedbackKind;

  @Field(() => FeedbackSource, { description: "By which way it came in." })
  source!: FeedbackSource;
}

@InputType({ description: "What is to be changed; what is left out stays." })
export class UpdateFeedbackInput extends CaseChanges(FeedbackFieldsInput) {
  @Field(() => FeedbackSource, { nullable: true, description: "By which way it came in." })
  source?: FeedbackSource;
}

@InputType({ description: "Who is to own it." })
export class AssignFeedbackInput extends AssignCaseInput {}

@InputType({ description: "Begins to work on it." })
export class StartFeedbackInput extends VersionedCaseInput {}

@InputType({ description: "A step that has to be explained." })
export class FeedbackReasonInput extends CaseReasonInput {}

@InputType({ description: "An internal note." })
export class AddFeedbackNoteInput extends VersionedCaseInput {
  @Field(() => String, { description: "The text; `@[<user id>]` names somebody." })
  @MaxLength(maxCaseText)
  note!: string;
}

@InputType({ description: "An answer to the person." })
export class AnswerFeedbackInput extends VersionedCaseInput {
  @Field(() => String, { description: "The answer." })
  @MaxLength(maxCaseMessage)
  answer!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "It was said, on the phone or at the counter; nothing is sent.",
  })
  isSpoken?: boolean;
}

@InputType({ description: "Ends the work." })
export class CloseFeedbackInput extends CaseNoteInput {}

@ObjectType({ description: "The inquiry or feedback after the change." })
export class FeedbackPayload extends Payload {
  @Field(() => Feedback, { nullable: true, description: "The inquiry or feedback." })
  feedback?: Feedback;
}
