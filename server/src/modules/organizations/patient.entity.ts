import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Language, Scoped } from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";

/** F2.4: identity is encrypted; mobile and national id carry a keyed index so that an exact search works. */
@ObjectType({ description: "A patient of one hospital. Identity is masked without the right to see it." })
@Entity({ tableName: "patient" })
@Scoped({ hospital: "hospital", isReference: true })
@Unique({ properties: ["hospital", "mrn"] })
@Index({ properties: ["mobileIndex"] })
@Index({ properties: ["nationalIdIndex"] })
@Index({ properties: ["mergedInto"] })
@Index({ name: "patient_newest", properties: ["createdAt", "id"], where: "deleted_at is null" })
@Index({
  name: "patient_newest_of_hospital",
  properties: ["hospital", "createdAt", "id"],
  where: "deleted_at is null",
})
@Index({
  name: "patient_name_index",
  expression: 'create index "patient_name_index" on "patient" using gin ("name_index")',
})
@Index({
  name: "patient_name_waiting",
  expression: 'create index "patient_name_waiting" on "patient" ("id") where name_index is null',
})
export class Patient extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true })
  hospital!: Ref<Hospital>;

  @Field(() => String, { description: "Medical record number, unique in the hospital." })
  @Property({ type: "text" })
  mrn!: string;

  @Property({ type: "blob", nullable: true })
  nameArSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  nameEnSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  nationalIdSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  mobileSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  emailSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  mobileIndex?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  nationalIdIndex?: Buffer | null;

  /** OR-30: hashes of the words of the names, for the search only; null: to be made. */
  @Property({ type: "array", columnType: "bytea[]", nullable: true, lazy: true })
  nameIndex?: Buffer[] | null;

  @Field(() => Language, { description: "Language in which the patient is addressed." })
  @Enum({ items: () => Language, type: "text", default: Language.AR })
  language: Opt<Language> = Language.AR;

  @Field(() => Boolean, { description: "May be contacted for surveys." })
  @Property({ type: "boolean", default: true })
  hasContactConsent: Opt<boolean> = true;

  /** Set when HIS merged this record into another; chains are followed to the survivor. */
  @ManyToOne({ entity: () => Patient, ref: true, nullable: true, deleteRule: "restrict" })
  mergedInto?: Ref<Patient> | null;

  @Property({ type: "timestamptz", nullable: true })
  deletedAt?: Date | null;
}
