import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { Channel } from "../organizations/index.ts";
import { CaseEntry } from "../sla/index.ts";
import { ComplaintEntryKind, ComplaintStatus } from "./complaint.enums.ts";
import { Complaint } from "./complaint.entity.ts";

/** CM-13: what happened to a complaint, in order. A trigger refuses changes. Read through its complaint, which is scoped. */
@ObjectType({ description: "One line of a complaint's timeline." })
@Entity({ tableName: "complaint_entry" })
@Index({ properties: ["complaint", "at"] })
@Index({ properties: ["actor"] })
@Index({ properties: ["assignee"] })
export class ComplaintEntry extends CaseEntry {
  @ManyToOne({ entity: () => Complaint, ref: true, deleteRule: "restrict" })
  complaint!: Ref<Complaint>;

  @Field(() => ComplaintEntryKind, { description: "What it tells." })
  @Enum({ items: () => ComplaintEntryKind, type: "text" })
  kind!: ComplaintEntryKind;

  @Field(() => ComplaintStatus, { nullable: true, description: "Status before." })
  @Enum({ items: () => ComplaintStatus, type: "text", nullable: true })
  fromStatus?: ComplaintStatus | null;

  @Field(() => ComplaintStatus, { nullable: true, description: "Status after." })
  @Enum({ items: () => ComplaintStatus, type: "text", nullable: true })
  toStatus?: ComplaintStatus | null;

  @Field(() => Channel, { nullable: true, description: "By which way a message went or came." })
  @Enum({ items: () => Channel, type: "text", nullable: true })
  channel?: Channel | null;

  @Property({ type: "uuid", nullable: true })
  attachmentId?: string | null;
}
