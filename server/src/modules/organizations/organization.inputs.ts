import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";

@InputType({ description: "Narrows a list of departments, physicians or employees." })
export class OrganizationFilter {
  @Field(() => String, { nullable: true, description: "Words of the code, number or name, in any spelling." })
  search?: string;

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Only active or only inactive ones." })
  isActive?: boolean;
}

@InputType({ description: "Names in both languages." })
export class NamesInput {
  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;
}

@InputType({ description: "What is edited, and the version that was seen." })
export class EditInput {
  @Field(() => ID, { description: "The row." })
  id!: string;

  @Field(() => Int, { description: "The version that was edited; a stale one is refused with CONFLICT." })
  version!: number;
}

@InputType({ description: "Changes of somebody who works in a hospital; what is left out stays." })
export class StaffChangesInput extends EditInput {
  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string;

  @Field(() => ID, { nullable: true, description: "The department; null for none." })
  departmentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Takes part in what is new." })
  isActive?: boolean;
}

@InputType({ description: "What to remove." })
export class DeleteInput {
  @Field(() => ID, { description: "The row." })
  id!: string;
}

@ObjectType({ description: "What was removed." })
export class DeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The row that is gone." })
  deletedId?: string;
}
