import { MaxLength } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Language, orderOf, Payload } from "../core/index.ts";
import { ScopeType } from "./role-assignment.entity.ts";
import { Role } from "./role-matrix.ts";
import { User, UserKind } from "./user.entity.ts";

export enum UserOrderField {
  EMAIL = "email",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
  LAST_LOGIN_AT = "lastLoginAt",
}
export const UserOrder = orderOf("User", UserOrderField, "users");

@InputType({ description: "Which users." })
export class UserFilter {
  @Field(() => String, { nullable: true, description: "Part of the name or e-mail." })
  search?: string;

  @Field(() => [Role], { nullable: true, description: "Holding any of these roles." })
  role?: Role[];

  @Field(() => UserKind, { nullable: true, description: "People or systems." })
  kind?: UserKind;

  @Field(() => Boolean, { nullable: true, description: "Only active or only inactive ones." })
  isActive?: boolean;
}

@InputType({ description: "A new person with an account." })
export class CreateUserInput {
  @Field(() => String, { description: "E-mail, with which they sign in." })
  @MaxLength(254)
  email!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "First password, ten characters at least." })
  @MaxLength(1024)
  password!: string;

  @Field(() => Language, { nullable: true, description: "Language of the console." })
  language?: Language;

  @Field(() => ID, { nullable: true, description: "Their employee record." })
  employeeId?: string;

  @Field(() => ID, {
    nullable: true,
    description: "Their physician record: gives a PHYSICIAN sight of their own results.",
  })
  physicianId?: string;
}

@InputType({ description: "Changes of a user; what is left out stays." })
export class UpdateUserInput {
  @Field(() => ID, { description: "The user." })
  id!: string;

  @Field(() => Int, { description: "The version that was edited." })
  version!: number;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string;

  @Field(() => Language, { nullable: true, description: "Language of the console." })
  language?: Language;
}

@InputType({ description: "Switches a user on or off." })
export class SetUserActiveInput {
  @Field(() => ID, { description: "The user." })
  id!: string;

  @Field(() => Boolean, { description: "May sign in." })
  isActive!: boolean;
}

@InputType({ description: "A role for a user, with its reach." })
export class AssignRoleInput {
  @Field(() => ID, { description: "The user." })
  userId!: string;

  @Field(() => Role, { description: "The role." })
  role!: Role;

  @Field(() => ScopeType, { description: "Its reach." })
  scopeType!: ScopeType;

  @Field(() => ID, { nullable: true, description: "The hospital, for a reach of HOSPITAL." })
  hospitalId?: string;

  @Field(() => ID, { nullable: true, description: "The department, for a reach of DEPARTMENT." })
  departmentId?: string;
}

@InputType({ description: "The role assignment to take away." })
export class RevokeRoleInput {
  @Field(() => ID, { description: "The role assignment." })
  id!: string;
}

@InputType({ description: "A new account for a system." })
export class CreateServiceAccountInput {
  @Field(() => String, { description: "Name with which it signs in." })
  @MaxLength(128)
  username!: string;

  @Field(() => String, { description: "Password, ten characters at least." })
  @MaxLength(1024)
  password!: string;

  @Field(() => String, { description: "The only source system it may speak for, e.g. HIS." })
  @MaxLength(128)
  sourceSystem!: string;

  @Field(() => ID, { nullable: true, description: "Its hospital; none for a feed of the group." })
  hospitalId?: string;
}

@ObjectType({ description: "The user after the change." })
export class UserPayload extends Payload {
  @Field(() => User, { nullable: true, description: "The user." })
  user?: User;
}
