import { Field, ID, ObjectType } from "type-graphql";
import { allPermissions, permissions, type Permission, type Viewer } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import { areaOf, permissionAreas, permissionsAr } from "./permission-texts.ts";
import { Role, roleMatrix } from "./role-matrix.ts";
import { roleTexts } from "./role-texts.ts";
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

@ObjectType({ description: "A part of the product that permissions belong to." })
export class PermissionAreaInfo {
  @Field(() => ID, { description: "Stable, for programs." })
  key!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;
}

@ObjectType({ description: "One permission of the matrix." })
export class PermissionInfo {
  @Field(() => ID, { description: "Its name: thing.verb." })
  name!: keyof typeof permissions;

  @Field(() => String, { description: "What it allows, in English." })
  description!: string;

  @Field(() => String, { description: "What it allows, in Arabic." })
  descriptionAr!: string;

  @Field(() => PermissionAreaInfo, { description: "The part of the product." })
  area!: PermissionAreaInfo;
}

@ObjectType({ description: "What one role may do: a column of the matrix in code." })
export class RolePermissions {
  @Field(() => Role, { description: "The role." })
  role!: Role;

  @Field(() => String, { description: "What people call it, in English." })
  nameEn!: string;

  @Field(() => String, { description: "What people call it, in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "What it is for, in English." })
  descriptionEn!: string;

  @Field(() => String, { description: "What it is for, in Arabic." })
  descriptionAr!: string;

  @Field(() => [PermissionInfo], { description: "Its permissions." })
  permissions!: PermissionInfo[];
}

function permissionInfo(name: Permission): PermissionInfo {
  const area = areaOf(name);
  const { en, ar } = permissionAreas[area];
  return {
    name,
    description: permissions[name],
    descriptionAr: permissionsAr[name],
    area: { key: area, nameEn: en, nameAr: ar },
  };
}

/** F2.1: the one table of who may do what, as people read it. Permissions in the order of the product's parts. */
export function matrixColumns(): RolePermissions[] {
  const areas = Object.keys(permissionAreas);
  return Object.values(Role).map((role) => {
    const { name, description } = roleTexts[role];
    return {
      role,
      nameEn: name.en,
      nameAr: name.ar,
      descriptionEn: description.en,
      descriptionAr: description.ar,
      permissions: allPermissions
        .filter((permission) => roleMatrix[role].includes(permission))
        .map(permissionInfo)
        .sort((a, b) => areas.indexOf(a.area.key) - areas.indexOf(b.area.key)),
    };
  });
}
