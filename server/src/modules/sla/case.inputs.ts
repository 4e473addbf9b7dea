import { MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { Language } from "../core/index.ts";

export const maxCaseText = 8_000;
export const maxCaseMessage = 1_000;

@InputType({ description: "What is known of a case of any kind." })
export abstract class CaseFieldsInput {
  @Field(() => ID, { nullable: true, description: "The department that it is about." })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: "The physician that it is about." })
  physicianId?: string | null;

  @Field(() => ID, { nullable: true, description: "The patient." })
  patientId?: string | null;

  @Field(() => Language, { nullable: true, description: "Language in which the person is written to." })
  language?: Language;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript takes a class that extends a parameter no other way
type FieldsOfKind = abstract new (...args: any[]) => CaseFieldsInput;

/** What opens a case, with the fields of its kind; a class can extend one other only. */
export function NewCase<Fields extends FieldsOfKind>(fields: Fields) {
  @InputType({ description: "A new case." })
  abstract class NewCaseInput extends fields {
    @Field(() => ID, { description: "The hospital." })
    hospitalId!: string;

    @Field(() => String, { description: "What it is about, in one line, without names." })
    @MaxLength(200)
    subject!: string;

    @Field(() => String, { description: "What was said." })
    @MaxLength(maxCaseText)
    description!: string;

    @Field(() => String, { nullable: true, description: "The patient's medical record number, instead of patientId." })
    @MaxLength(100)
    mrn?: string | null;

    @Field(() => Date, { nullable: true, description: "When the hospital got it; now when left out." })
    receivedAt?: Date;

    @Field(() => ID, { nullable: true, description: "The owner." })
    assigneeId?: string | null;

    @Field(() => ID, {
      nullable: true,
      description: "A UUID of the caller's: the same again opens nothing and answers with the first.",
    })
    clientMutationId?: string;
  }
  return NewCaseInput;
}

/** What edits a case, with the fields of its kind. */
export function CaseChanges<Fields extends FieldsOfKind>(fields: Fields) {
  @InputType({ description: "Changes of a case; what is left out stays." })
  abstract class CaseChangesInput extends fields {
    @Field(() => ID, { description: "The case." })
    id!: string;

    @Field(() => Int, { description: "The version that was seen; a stale one is refused with CONFLICT." })
    version!: number;

    @Field(() => String, { nullable: true, description: "What it is about, in one line, without names." })
    @MaxLength(200)
    subject?: string;

    @Field(() => String, { nullable: true, description: "What was said." })
    @MaxLength(maxCaseText)
    description?: string;
  }
  return CaseChangesInput;
}

@InputType({ description: "A case." })
export abstract class CaseInput {
  @Field(() => ID, { description: "The case." })
  id!: string;
}

@InputType({ description: "A case in the version that the caller saw." })
export abstract class VersionedCaseInput extends CaseInput {
  @Field(() => Int, { nullable: true, description: "The version that was seen; a stale one is refused with CONFLICT." })
  version?: number;
}

@InputType({ description: "A step that has to be explained." })
export abstract class CaseReasonInput extends VersionedCaseInput {
  @Field(() => String, { description: "Why." })
  @MaxLength(maxCaseText)
  reason!: string;
}

@InputType({ description: "A step that may be commented on." })
export abstract class CaseNoteInput extends VersionedCaseInput {
  @Field(() => String, { nullable: true, description: "A note for the timeline." })
  @MaxLength(maxCaseText)
  note?: string;
}

@InputType({ description: "Who is to own a case." })
export abstract class AssignCaseInput extends VersionedCaseInput {
  @Field(() => ID, { description: "The new owner." })
  assigneeId!: string;
}
