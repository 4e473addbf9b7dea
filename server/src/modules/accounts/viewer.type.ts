import { Field, ID, ObjectType } from "type-graphql";
import { permissions, type Viewer } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import { Role } from "./role-matrix.ts";
import { UserPreference } from "./user-preference.entity.ts";
import { User } from "./user.entity.ts";

/** The caller, as the console needs to know them. Higher modules add fields of their own (navigation counts). */
@ObjectType("Viewer", { description: "The caller: who they are and what they may do." })
export class ViewerType {
  @Field(() => User, { description: "The user." })
  user!: User;

  @Field(() => [RoleAssignment], { description: "The roles, with their reach." })
  roles!: RoleAssignment[];

  @Field(() => [String], { description: "Names of all permissions held anywhere; the reach differs per permission." })
  permissions!: string[];

  @Field(() => [Hospital], { description: "The hospitals within reach." })
  hospitals!: Hospital[];

  @Field(() => Boolean, { description: "Reaches every hospital." })
  canSeeGroup!: boolean;

  @Field(() => UserPreference, { nullable: true, description: "How the user wants the console." })
  preferences!: UserPreference | null;

  /** For field resolvers; not exposed. */
  viewer!: Viewer;
}

@ObjectType({ description: "One permission of the matrix." })
export class PermissionInfo {
  @Field(() => ID, { description: "Its name: thing.verb." })
  name!: keyof typeof permissions;

  @Field(() => String, { description: "What it allows." })
  description!: string;
}

@ObjectType({ description: "What one role may do: a row of the matrix in code." })
export class RolePermissions {
  @Field(() => Role, { description: "The role." })
  role!: Role;

  @Field(() => [PermissionInfo], { description: "Its permissions." })
  permissions!: PermissionInfo[];
}
