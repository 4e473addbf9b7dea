import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { Channel } from "../organizations/index.ts";
import { ComplaintEntryKind, ComplaintStatus } from "./complaint.enums.ts";
import { Complaint } from "./complaint.entity.ts";

/** CM-13: what happened to a complaint, in order. A trigger refuses changes. Read through its complaint, which is scoped. */
@ObjectType({ description: "One line of a complaint's timeline." })
@Entity({ tableName: "complaint_entry" })
@Index({ properties: ["complaint", "at"] })
@Index({ properties: ["actor"] })
@Index({ properties: ["assignee"] })
export class ComplaintEntry extends BaseEntity {
  @ManyToOne({ entity: () => Complaint, ref: true, deleteRule: "restrict" })
  complaint!: Ref<Complaint>;

  @Field(() => ComplaintEntryKind, { description: "What it tells." })
  @Enum({ items: () => ComplaintEntryKind, type: "text" })
  kind!: ComplaintEntryKind;

  @Field(() => Boolean, { description: "For staff only; false for what the complainant wrote or was told." })
  @Property({ type: "boolean", default: true })
  isInternal: Opt<boolean> = true;

  @Field(() => ComplaintStatus, { nullable: true, description: "Status before." })
  @Enum({ items: () => ComplaintStatus, type: "text", nullable: true })
  fromStatus?: ComplaintStatus | null;

  @Field(() => ComplaintStatus, { nullable: true, description: "Status after." })
  @Enum({ items: () => ComplaintStatus, type: "text", nullable: true })
  toStatus?: ComplaintStatus | null;

  /** Empty when the system or the complainant did it. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Field(() => String, { description: "Readable name of who did it, as it was then." })
  @Property({ type: "text" })
  actorLabel!: string;

  /** Who was given the complaint, or told. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  assignee?: Ref<User> | null;

  /** CM-12: notes, reasons and messages may name people: encrypted. */
  @Property({ type: "blob", nullable: true })
  textSealed?: Buffer | null;

  @Field(() => [String], { nullable: true, description: "Names of the fields that were changed." })
  @Property({ type: "array", columnType: "text[]", nullable: true })
  changedFields?: string[] | null;

  @Field(() => Channel, { nullable: true, description: "By which way a message went or came." })
  @Enum({ items: () => Channel, type: "text", nullable: true })
  channel?: Channel | null;

  @Field(() => Int, { nullable: true, description: "Level of the escalation chain, for escalations." })
  @Property({ type: "smallint", nullable: true })
  escalationLevel?: number | null;

  @Property({ type: "uuid", nullable: true })
  attachmentId?: string | null;

  @Field(() => Date, { description: "When it happened, UTC." })
  @Property({ type: "timestamptz" })
  at!: Date;
}
