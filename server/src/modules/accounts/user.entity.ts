import { Collection, type Opt, type Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, OneToMany, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { EditableEntity, Language, Scoped } from "../core/index.ts";
import { Employee, Physician } from "../organizations/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";

export enum UserKind {
  PERSON = "PERSON",
  SERVICE = "SERVICE",
}
registerEnumType(UserKind, {
  name: "UserKind",
  description: "A person, or a system with a service account.",
  valuesConfig: { PERSON: { description: "A person." }, SERVICE: { description: "A system." } },
});

/** Stands for the hash of somebody who has not chosen a password yet; nothing that is typed matches it. */
export const noPassword = "unset";

export enum UserStatus {
  ACTIVE = "ACTIVE",
  INVITED = "INVITED",
  LOCKED = "LOCKED",
  INACTIVE = "INACTIVE",
}
registerEnumType(UserStatus, {
  name: "UserStatus",
  description: "Whether a user can sign in.",
  valuesConfig: {
    ACTIVE: { description: "Can sign in." },
    INVITED: { description: "Has not chosen a password yet." },
    LOCKED: { description: "Rests after wrong passwords (AC-3)." },
    INACTIVE: { description: "Was deactivated." },
  },
});

export function statusOf(user: Pick<User, "isActive" | "passwordHash" | "lockedUntil">, now: Date): UserStatus {
  if (!user.isActive) return UserStatus.INACTIVE;
  if (user.passwordHash === noPassword) return UserStatus.INVITED;
  return user.lockedUntil && user.lockedUntil > now ? UserStatus.LOCKED : UserStatus.ACTIVE;
}

@ObjectType({ description: "Somebody who can sign in." })
@Entity({ tableName: "app_user" })
@Scoped({ hospitals: "homeHospitalIds" })
@Index({
  name: "app_user_folded",
  expression: `create index "app_user_folded" on "app_user" using gin (fold_text("email"::text || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
})
@Index({ properties: ["nameEn", "id"] })
@Index({ properties: ["employee"] })
@Index({ properties: ["physician"] })
export class User extends EditableEntity {
  @Field(() => UserKind, { description: "Person or system." })
  @Enum({ items: () => UserKind, type: "text", default: UserKind.PERSON })
  kind: Opt<UserKind> = UserKind.PERSON;

  @Field(() => String, { description: "E-mail of a person, name of a service account; unique, case does not matter." })
  @Property({ columnType: "citext", type: "string", unique: true })
  email!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Property({ type: "text" })
  passwordHash!: string;

  @Field(() => Language, { description: "Language of the console for this user." })
  @Enum({ items: () => Language, type: "text", default: Language.AR })
  language: Opt<Language> = Language.AR;

  @Field(() => Boolean, { description: "Inactive users cannot sign in; open sessions end at once." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;

  @Property({ type: "integer", default: 0 })
  failedLogins: Opt<number> = 0;

  @Property({ type: "timestamptz", nullable: true })
  lockedUntil?: Date | null;

  @Field(() => Date, { nullable: true, description: "Last time it signed in." })
  @Property({ type: "timestamptz", nullable: true })
  lastLoginAt?: Date | null;

  /** Hospitals of all role assignments, kept with them: an administrator sees the users of their hospitals. */
  @Property({ type: "array", columnType: "uuid[]", default: [] })
  homeHospitalIds: Opt<string[]> = [];

  /** For service accounts: the source system they speak for. */
  @Property({ type: "text", nullable: true })
  sourceSystem?: string | null;

  @ManyToOne({ entity: () => Employee, ref: true, nullable: true, deleteRule: "set null" })
  employee?: Ref<Employee> | null;

  @ManyToOne({ entity: () => Physician, ref: true, nullable: true, deleteRule: "set null" })
  physician?: Ref<Physician> | null;

  @OneToMany({ entity: () => RoleAssignment, mappedBy: "user" })
  roles = new Collection<RoleAssignment>(this);
}
