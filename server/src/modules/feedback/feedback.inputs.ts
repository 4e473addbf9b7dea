import { MaxLength } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Language, Payload } from "../core/index.ts";
import { Feedback } from "./feedback.entity.ts";
import { FeedbackKind, FeedbackSource } from "./feedback.enums.ts";

const maxText = 8_000;
const maxMessage = 1_000;

@InputType({ description: "What is known of an inquiry or a feedback." })
abstract class FeedbackFieldsInput {
  @Field(() => ID, { nullable: true, description: "The department that it is about." })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: "The physician that it is about." })
  physicianId?: string | null;

  @Field(() => ID, { nullable: true, description: "The patient." })
  patientId?: string | null;

  @Field(() => String, { nullable: true, description: "Name of the person, when it is not the patient." })
  @MaxLength(200)
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: "Mobile of the person; the answer goes there." })
  @MaxLength(40)
  contactMobile?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail of the person." })
  @MaxLength(254)
  contactEmail?: string | null;

  @Field(() => Language, { nullable: true, description: "Language in which the person is answered." })
  language?: Language;
}

@InputType({ description: "A new inquiry or feedback." })
export class CreateFeedbackInput extends FeedbackFieldsInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => FeedbackKind, { description: "What it is." })
  kind!: FeedbackKind;

  @Field(() => FeedbackSource, { description: "By which way it came in." })
  source!: FeedbackSource;

  @Field(() => String, { description: "What it is about, in one line, without names." })
  @MaxLength(200)
  subject!: string;

  @Field(() => String, { description: "What was said." })
  @MaxLength(maxText)
  description!: string;

  @Field(() => String, { nullable: true, description: "The patient's medical record number, instead of patientId." })
  @MaxLength(100)
  mrn?: string | null;

  @Field(() => Date, { nullable: true, description: "When the hospital got it; now when left out." })
  receivedAt?: Date;

  @Field(() => ID, { nullable: true, description: "The owner." })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: "A UUID of the caller's: the same again answers with the first." })
  clientMutationId?: string;
}

@InputType({ description: "What is to be changed; what is left out stays." })
export class UpdateFeedbackInput extends FeedbackFieldsInput {
  @Field(() => ID, { description: "The inquiry or feedback." })
  id!: string;

  @Field(() => Int, { description: "The version that was seen; a stale one is refused with CONFLICT." })
  version!: number;

  @Field(() => FeedbackSource, { nullable: true, description: "By which way it came in." })
  source?: FeedbackSource;

  @Field(() => String, { nullable: true, description: "What it is about, in one line, without names." })
  @MaxLength(200)
  subject?: string;

  @Field(() => String, { nullable: true, description: "What was said." })
  @MaxLength(maxText)
  description?: string;
}

@InputType({ description: "An inquiry or a feedback in the version that the caller saw." })
class VersionedFeedbackInput {
  @Field(() => ID, { description: "The inquiry or feedback." })
  id!: string;

  @Field(() => Int, { nullable: true, description: "The version that was seen; a stale one is refused with CONFLICT." })
  version?: number;
}

@InputType({ description: "Who is to own it." })
export class AssignFeedbackInput extends VersionedFeedbackInput {
  @Field(() => ID, { description: "The new owner." })
  assigneeId!: string;
}

@InputType({ description: "Begins to work on it." })
export class StartFeedbackInput extends VersionedFeedbackInput {}

@InputType({ description: "A step that has to be explained." })
export class FeedbackReasonInput extends VersionedFeedbackInput {
  @Field(() => String, { description: "Why." })
  @MaxLength(maxText)
  reason!: string;
}

@InputType({ description: "An internal note." })
export class AddFeedbackNoteInput extends VersionedFeedbackInput {
  @Field(() => String, { description: "The text; `@[<user id>]` names somebody." })
  @MaxLength(maxText)
  note!: string;
}

@InputType({ description: "An answer to the person." })
export class AnswerFeedbackInput extends VersionedFeedbackInput {
  @Field(() => String, { description: "The answer." })
  @MaxLength(maxMessage)
  answer!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "It was said, on the phone or at the counter; nothing is sent.",
  })
  isSpoken?: boolean;
}

@InputType({ description: "Ends the work." })
export class CloseFeedbackInput extends VersionedFeedbackInput {
  @Field(() => String, { nullable: true, description: "A note for the timeline." })
  @MaxLength(maxText)
  note?: string;
}

@ObjectType({ description: "The inquiry or feedback after the change." })
export class FeedbackPayload extends Payload {
  @Field(() => Feedback, { nullable: true, description: "The inquiry or feedback." })
  feedback?: Feedback;
}
