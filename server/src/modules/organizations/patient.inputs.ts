import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Language, orderOf, Payload } from "../core/index.ts";
import { EditInput } from "./organization.inputs.ts";
import type { PatientIdentity } from "./patient.identity.ts";
import { Patient } from "./patient.entity.ts";

export enum PatientOrderField {
  MRN = "mrn",
  CREATED_AT = "createdAt",
}
export const PatientOrder = orderOf("Patient", PatientOrderField, "patients");

@InputType({
  description:
    "Which patients. Identity is encrypted, so a phone or national id matches only as a whole. Who may not browse has to name an MRN, a mobile or an id.",
})
export class PatientFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => Language, { nullable: true, description: "Addressed in this language." })
  language?: Language;

  @Field(() => Boolean, { nullable: true, description: "May be contacted, or not." })
  hasContactConsent?: boolean;

  @Field(() => String, { nullable: true, description: "Exactly this MRN." })
  mrn?: string;

  @Field(() => String, {
    nullable: true,
    description: "With these words in the name, whole and in any spelling. Needs the right to see identity.",
  })
  name?: string;

  @Field(() => String, {
    nullable: true,
    description: "Exactly this mobile number, written in any usual way. Needs the right to see identity.",
  })
  mobile?: string;

  @Field(() => String, {
    nullable: true,
    description: "Exactly this national id or iqama. Needs the right to see identity.",
  })
  nationalId?: string;
}

@InputType({ description: "What can be set of a patient." })
class PatientFieldsInput {
  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string | null;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: "National id or iqama." })
  nationalId?: string | null;

  @Field(() => String, { nullable: true, description: "Mobile number." })
  mobile?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail." })
  email?: string | null;

  @Field(() => Language, { nullable: true, description: "Language in which the patient is addressed." })
  language?: Language;

  @Field(() => Boolean, { nullable: true, description: "May be contacted for surveys." })
  hasContactConsent?: boolean;
}

@InputType({ description: "A new patient." })
export class CreatePatientInput extends PatientFieldsInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => String, { description: "Medical record number, unique in the hospital." })
  mrn!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Codes of warnings to override, as userErrors named them.",
  })
  acceptWarnings?: string[];
}

@InputType({ description: "Changes of a patient; what is left out stays, null empties." })
export class UpdatePatientInput extends EditInput {
  @Field(() => String, { nullable: true, description: "Medical record number." })
  mrn?: string;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string | null;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: "National id or iqama." })
  nationalId?: string | null;

  @Field(() => String, { nullable: true, description: "Mobile number." })
  mobile?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail." })
  email?: string | null;

  @Field(() => Language, { nullable: true, description: "Language in which the patient is addressed." })
  language?: Language;

  @Field(() => Boolean, { nullable: true, description: "May be contacted for surveys." })
  hasContactConsent?: boolean;

  @Field(() => [String], {
    nullable: true,
    description: "Codes of warnings to override, as userErrors named them.",
  })
  acceptWarnings?: string[];
}

@ObjectType({ description: "Identity, masked for everybody: reading it is not reading who the patient is." })
export class MaskedIdentity implements PatientIdentity {
  @Field(() => String, { nullable: true, description: "Name in Arabic, masked." })
  nameAr!: string | null;

  @Field(() => String, { nullable: true, description: "Name in English, masked." })
  nameEn!: string | null;

  @Field(() => String, { nullable: true, description: "National id or iqama, masked." })
  nationalId!: string | null;

  @Field(() => String, { nullable: true, description: "Mobile number, masked." })
  mobile!: string | null;

  @Field(() => String, { nullable: true, description: "E-mail, masked." })
  email!: string | null;
}

@ObjectType({ description: "The patient after the change." })
export class PatientPayload extends Payload {
  @Field(() => Patient, { nullable: true, description: "The patient." })
  patient?: Patient;
}
