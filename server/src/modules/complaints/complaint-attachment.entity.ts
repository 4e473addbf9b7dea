import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { Complaint } from "./complaint.entity.ts";

/** CM-14: read through its complaint, which is scoped. What was removed stays as a row without its content. */
@ObjectType({ description: "A file of a complaint: a picture, a document, a recording." })
@Entity({ tableName: "complaint_attachment" })
@Index({ properties: ["complaint", "addedAt"] })
@Index({ properties: ["addedBy"] })
@Index({ properties: ["removedBy"] })
export class ComplaintAttachment extends BaseEntity {
  @ManyToOne({ entity: () => Complaint, ref: true, deleteRule: "restrict" })
  complaint!: Ref<Complaint>;

  /** CM-40: often names the patient. */
  @Property({ type: "text" })
  fileName!: string;

  @Field(() => String, { description: "Media type, found by looking at the content." })
  @Property({ type: "text" })
  contentType!: string;

  @Field(() => Int, { description: "Size in bytes." })
  @Property({ type: "integer" })
  sizeBytes!: number;

  /** Where the storage keeps it; made by us, never from the file's name. */
  @Property({ type: "text" })
  storageKey!: string;

  @Property({ type: "blob", nullable: true })
  noteSealed?: Buffer | null;

  @ManyToOne({ entity: () => User, ref: true, deleteRule: "restrict", filters: { scope: false } })
  addedBy!: Ref<User>;

  @Field(() => Date, { description: "When it was added, UTC." })
  @Property({ type: "timestamptz" })
  addedAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  removedAt?: Date | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  removedBy?: Ref<User> | null;
}
