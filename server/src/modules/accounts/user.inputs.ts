import { ArrayMaxSize, MaxLength } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Language, orderOf, Payload } from "../core/index.ts";
import { ScopeType } from "./role-assignment.entity.ts";
import { Role } from "./role-matrix.ts";
import { User, UserKind, UserStatus } from "./user.entity.ts";

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

  @Field(() => [UserStatus], { nullable: true, description: "In any of these states." })
  status?: UserStatus[];

  @Field(() => [ID], {
    nullable: true,
    description: "Holding a role at any of these hospitals or in their departments.",
  })
  hospitalId?: string[];
}

@InputType({ description: "A role, with its reach." })
export class RoleGrantInput {
  @Field(() => Role, { description: "The role." })
  role!: Role;

  @Field(() => ScopeType, { description: "Its reach." })
  scopeType!: ScopeType;

  @Field(() => ID, { nullable: true, description: "The hospital, for a reach of HOSPITAL." })
  hospitalId?: string;

  @Field(() => ID, { nullable: true, description: "The department, for a reach of DEPARTMENT." })
  departmentId?: string;
}

@InputType({ description: "A new person: they get a link by e-mail and choose their password." })
export class InviteUserInput {
  @Field(() => String, { description: "E-mail, with which they sign in." })
  @MaxLength(254)
  email!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @MaxLength(200)
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @MaxLength(200)
  nameEn!: string;

  @Field(() => Language, { nullable: true, description: "Language of the console and of the invitation." })
  language?: Language;

  @Field(() => ID, { nullable: true, description: "Their employee record." })
  employeeId?: string;

  @Field(() => ID, {
    nullable: true,
    description: "Their physician record: gives a PHYSICIAN sight of their own results.",
  })
  physicianId?: string;

  @Field(() => [RoleGrantInput], { description: "What they become; one at least, at most 20." })
  @ArrayMaxSize(20)
  roles!: RoleGrantInput[];
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

  @Field(() => ID, { nullable: true, description: "Their employee record; null unlinks it." })
  employeeId?: string | null;

  @Field(() => ID, { nullable: true, description: "Their physician record; null unlinks it." })
  physicianId?: string | null;
}

@InputType({ description: "The user that is meant." })
export class UserIdInput {
  @Field(() => ID, { description: "The user." })
  id!: string;
}

@InputType({ description: "Switches a user on or off." })
export class SetUserActiveInput {
  @Field(() => ID, { description: "The user." })
  id!: string;

  @Field(() => Boolean, { description: "May sign in." })
  isActive!: boolean;
}

@InputType({ description: "A role for a user, with its reach." })
export class AssignRoleInput extends RoleGrantInput {
  @Field(() => ID, { description: "The user." })
  userId!: string;
}

@InputType({ description: "The role assignment to take away." })
export class RevokeRoleInput {
  @Field(() => ID, { description: "The role assignment." })
  id!: string;
}

@ObjectType({ description: "The user after the change." })
export class UserPayload extends Payload {
  @Field(() => User, { nullable: true, description: "The user." })
  user?: User;
}
