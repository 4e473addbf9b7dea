import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Field, ID, ObjectType } from "type-graphql";
import { GraphQLJSON } from "graphql-scalars";
import { Scoped } from "../data/scope-filter.ts";

/** Append-only (a trigger refuses update and delete), partitioned by month, chained by seals. Read through here, written by `tx.audit`. */
@ObjectType("AuditEvent", { description: "One line of the audit trail: who did what to which thing, when." })
@Entity({ tableName: "audit_event" })
@Scoped({ hospital: "hospitalId" })
@Index({ properties: ["createdAt", "id"] })
@Index({ properties: ["targetId", "createdAt"] })
@Index({ properties: ["actorId", "createdAt"] })
@Index({ properties: ["hospitalId", "createdAt"] })
@Index({ properties: ["requestId", "createdAt"] })
export class AuditEvent {
  @Field(() => ID, { description: "UUID, version 7." })
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Field(() => Date, { description: "When it happened, UTC." })
  @PrimaryKey({ type: "timestamptz" })
  createdAt!: Date;

  @Field(() => String, { description: "USER, SERVICE, PATIENT or SYSTEM." })
  @Property({ type: "text" })
  actorKind!: string;

  @Field(() => ID, { nullable: true, description: "The user, when it was one." })
  @Property({ type: "uuid", nullable: true })
  actorId?: string | null;

  @Field(() => String, { description: "Readable name of the actor at that time." })
  @Property({ type: "text" })
  actorLabel!: string;

  @Field(() => String, { nullable: true, description: "The request it came with, for finding it in the logs." })
  @Property({ type: "text", nullable: true })
  requestId?: string | null;

  @Field(() => String, { nullable: true, description: "Network address of the caller." })
  @Property({ type: "text", nullable: true })
  address?: string | null;

  @Field(() => String, { description: "What was done, e.g. action.assigned." })
  @Property({ type: "text" })
  action!: string;

  @Field(() => String, { description: "Kind of the thing it was done to, e.g. PxAction." })
  @Property({ type: "text" })
  targetType!: string;

  @Field(() => ID, { nullable: true, description: "The thing." })
  @Property({ type: "text", nullable: true })
  targetId?: string | null;

  @Field(() => ID, { nullable: true, description: "The hospital it belongs to; none for the group." })
  @Property({ type: "uuid", nullable: true })
  hospitalId?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "What it was before, without patient identity." })
  @Property({ type: "jsonb", nullable: true })
  before?: object | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "What it is after, without patient identity." })
  @Property({ type: "jsonb", nullable: true })
  after?: object | null;
}
