import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Hospital } from "./hospital.entity.ts";

@ObjectType({ description: "Somebody who works in a hospital; may have a user account." })
@Entity({ tableName: "employee" })
@Scoped({ hospital: "hospital", isReference: true })
@Unique({ properties: ["hospital", "employeeNumber"] })
@Index({
  name: "employee_folded",
  expression: `create index "employee_folded" on "employee" using gin (fold_text("employee_number" || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
})
@Index({ properties: ["nameEn", "id"] })
@Index({ properties: ["department"] })
export class Employee extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  department?: Ref<Department> | null;

  @Field(() => String, { description: "Personnel number, unique in the hospital." })
  @Property({ type: "text" })
  employeeNumber!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: "E-mail at work." })
  @Property({ type: "text", nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Position in Arabic." })
  @Property({ type: "text", nullable: true })
  jobTitleAr?: string | null;

  @Field(() => String, { nullable: true, description: "Position in English." })
  @Property({ type: "text", nullable: true })
  jobTitleEn?: string | null;

  @Field(() => Boolean, { description: "Inactive employees get nothing new." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;
}
