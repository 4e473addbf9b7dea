import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";

@ObjectType({ description: "A key with which a system posts events. The key itself is shown once and stored hashed." })
@Entity({ tableName: "api_key" })
@Scoped({ hospital: "hospital" })
@Index({ properties: ["hospital"] })
export class ApiKey extends EditableEntity {
  @Field(() => String, { description: "What it is for." })
  @Property({ type: "text" })
  label!: string;

  @Field(() => String, { description: "Its first characters, to tell keys apart." })
  @Property({ type: "text" })
  prefix!: string;

  /** SHA-256: keys are random, so a fast hash is enough. */
  @Property({ type: "blob", unique: true })
  keyHash!: Buffer;

  @Field(() => String, { description: "The only source system it may speak for." })
  @Property({ type: "text" })
  sourceSystem!: string;

  /** Null: a key of the group, for a feed that serves all hospitals. */
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict" })
  hospital?: Ref<Hospital> | null;

  @Field(() => Date, { nullable: true, description: "When it stops working by itself; none: never." })
  @Property({ type: "timestamptz", nullable: true })
  expiresAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When the key was last replaced by a new one." })
  @Property({ type: "timestamptz", nullable: true })
  rotatedAt?: Date | null;

  /** The key before the last rotation, and until when it works beside the new one. */
  @Property({ type: "blob", nullable: true, unique: true })
  previousHash?: Buffer | null;

  @Field(() => Date, { nullable: true, description: "Until when the key before the rotation still works." })
  @Property({ type: "timestamptz", nullable: true })
  previousUntil?: Date | null;

  @Field(() => Date, { nullable: true, description: "Last use, to the minute." })
  @Property({ type: "timestamptz", nullable: true })
  lastUsedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was revoked." })
  @Property({ type: "timestamptz", nullable: true })
  revokedAt?: Date | null;
}
