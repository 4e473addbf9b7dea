import { Entity, Enum, Index, Property } from "@mikro-orm/decorators/legacy";
import type { Opt } from "@mikro-orm/core";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { BaseEntity } from "../data/base.entity.ts";

export enum OutboxStatus {
  WAITING = "WAITING",
  DONE = "DONE",
  DEAD = "DEAD",
}
registerEnumType(OutboxStatus, {
  name: "OutboxStatus",
  description: "State of one delivery of an event to one subscriber.",
  valuesConfig: {
    WAITING: { description: "To be processed, or to be tried again at `availableAt`." },
    DONE: { description: "Processed." },
    DEAD: { description: "Failed for good; a dead letter that can be replayed." },
  },
});

/** One event on its way to one subscriber. Written with the change that caused it; a worker delivers it (F1.3). */
@ObjectType("DeadLetter", { description: "Work that followed from an event and failed for good. It can be replayed." })
@Entity({ tableName: "outbox_message" })
@Index({ name: "outbox_message_due", properties: ["availableAt"], where: "status = 'WAITING'" })
@Index({ name: "outbox_message_dead", properties: ["createdAt"], where: "status = 'DEAD'" })
export class OutboxMessage extends BaseEntity {
  @Field(() => String, { description: "Name of the event, e.g. survey.answered." })
  @Property({ type: "text" })
  eventType!: string;

  @Field(() => String, { description: "Who was to act on it, e.g. action-center.open-action." })
  @Property({ type: "text" })
  subscriber!: string;

  /** Ids only, never patient data: a dead letter is shown to administrators. */
  @Property({ type: "jsonb" })
  payload!: object;

  @Field(() => OutboxStatus, { description: "State of the delivery." })
  @Enum({ items: () => OutboxStatus, type: "text" })
  status: Opt<OutboxStatus> = OutboxStatus.WAITING;

  @Field(() => Int, { description: "How often it was tried." })
  @Property({ type: "integer", default: 0 })
  attempts: Opt<number> = 0;

  @Field(() => Date, { description: "Not tried before this time." })
  @Property({ type: "timestamptz", defaultRaw: "now()" })
  availableAt: Opt<Date> = new Date();

  @Field(() => String, { nullable: true, description: "Why the last try failed." })
  @Property({ type: "text", nullable: true })
  lastError?: string | null;

  @Field(() => Date, { nullable: true, description: "When it was done." })
  @Property({ type: "timestamptz", nullable: true })
  doneAt?: Date | null;
}
