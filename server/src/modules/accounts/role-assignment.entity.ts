import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { Role } from "./role-matrix.ts";
import { User } from "./user.entity.ts";

export enum ScopeType {
  GROUP = "GROUP",
  HOSPITAL = "HOSPITAL",
  DEPARTMENT = "DEPARTMENT",
}
registerEnumType(ScopeType, {
  name: "ScopeType",
  description: "How far a role reaches.",
  valuesConfig: {
    GROUP: { description: "Every hospital." },
    HOSPITAL: { description: "One hospital." },
    DEPARTMENT: { description: "One department and all below it." },
  },
});

@ObjectType({ description: "A role that a user holds, and how far it reaches." })
@Entity({ tableName: "role_assignment" })
@Index({ properties: ["hospital"] })
@Index({ properties: ["department"] })
export class RoleAssignment extends BaseEntity {
  @Index()
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Field(() => Role, { description: "The role." })
  @Enum({ items: () => Role, type: "text" })
  role!: Role;

  @Field(() => ScopeType, { description: "Its reach." })
  @Enum({ items: () => ScopeType, type: "text" })
  scopeType!: ScopeType;

  /** Set for HOSPITAL and DEPARTMENT. */
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict" })
  hospital?: Ref<Hospital> | null;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  department?: Ref<Department> | null;
}
