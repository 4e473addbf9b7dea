import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { PxAction } from "./px-action.entity.ts";
import { EvidenceKind } from "./px-action.enums.ts";

/** Read through its action, which is scoped. What was removed stays as a row without its content. */
@ObjectType({ description: "Proof that a PX action was done: a link or a file." })
@Entity({ tableName: "px_action_evidence" })
@Index({ properties: ["action", "addedAt"] })
@Index({ properties: ["addedBy"] })
@Index({ properties: ["removedBy"] })
export class PxActionEvidence extends BaseEntity {
  @ManyToOne({ entity: () => PxAction, ref: true, deleteRule: "restrict" })
  action!: Ref<PxAction>;

  @Field(() => EvidenceKind, { description: "Link or file." })
  @Enum({ items: () => EvidenceKind, type: "text" })
  kind!: EvidenceKind;

  @Property({ type: "text", nullable: true })
  url?: string | null;

  @Field(() => String, { nullable: true, description: "Name of the file." })
  @Property({ type: "text", nullable: true })
  fileName?: string | null;

  @Field(() => String, { nullable: true, description: "Media type, found by looking at the content." })
  @Property({ type: "text", nullable: true })
  contentType?: string | null;

  @Field(() => Int, { nullable: true, description: "Size of the file in bytes." })
  @Property({ type: "integer", nullable: true })
  sizeBytes?: number | null;

  /** Where the storage keeps it; made by us, never from the file's name. */
  @Property({ type: "text", nullable: true })
  storageKey?: string | null;

  @Field(() => String, { nullable: true, description: "What it shows." })
  @Property({ type: "text", nullable: true })
  note?: string | null;

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
