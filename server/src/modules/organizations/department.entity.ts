import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";

@ObjectType({ description: "A department; departments form a tree within their hospital." })
@Entity({ tableName: "department" })
@Scoped({ hospital: "hospital", isReference: true })
@Unique({ properties: ["hospital", "code"] })
@Index({
  name: "department_folded",
  expression: `create index "department_folded" on "department" using gin (fold_text("code" || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
})
@Index({ properties: ["code", "id"] })
@Index({ properties: ["parent"] })
@Index({ properties: ["manager"] })
export class Department extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true })
  hospital!: Ref<Hospital>;

  /** Null at the top of the tree. */
  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  parent?: Ref<Department> | null;

  @ManyToOne({ entity: () => Employee, ref: true, nullable: true, deleteRule: "set null" })
  manager?: Ref<Employee> | null;

  @Field(() => String, { description: "Code, unique in the hospital; HIS sends it as department_code." })
  @Property({ type: "text" })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => Boolean, { description: "Inactive departments take part in nothing new." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;
}
