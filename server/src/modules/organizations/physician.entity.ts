import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Hospital } from "./hospital.entity.ts";

@ObjectType({ description: "A physician of one hospital." })
@Entity({ tableName: "physician" })
@Scoped({ hospital: "hospital", isReference: true })
@Unique({ properties: ["hospital", "licenseNumber"] })
@Index({
  name: "physician_folded",
  expression: `create index "physician_folded" on "physician" using gin (fold_text("license_number" || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
})
@Index({ properties: ["nameEn", "id"] })
@Index({ properties: ["department"] })
export class Physician extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  department?: Ref<Department> | null;

  @Field(() => String, { description: "Licence number, unique in the hospital; HIS sends it as physician_license." })
  @Property({ type: "text" })
  licenseNumber!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: "Specialty in Arabic." })
  @Property({ type: "text", nullable: true })
  specialtyAr?: string | null;

  @Field(() => String, { nullable: true, description: "Specialty in English." })
  @Property({ type: "text", nullable: true })
  specialtyEn?: string | null;

  @Field(() => Boolean, { description: "Inactive physicians get nothing new." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;
}
