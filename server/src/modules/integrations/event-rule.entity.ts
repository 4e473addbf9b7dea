import { Entity, Enum, Index, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { EditableEntity } from "../core/index.ts";

export enum EventRuleKind {
  OPEN = "OPEN",
  STAGE = "STAGE",
  CLOSE = "CLOSE",
  CANCEL = "CANCEL",
  MERGE = "MERGE",
  UPDATE = "UPDATE",
}
registerEnumType(EventRuleKind, {
  name: "EventRuleKind",
  description: "What an event with a certain code does.",
  valuesConfig: {
    OPEN: { description: "Starts a journey for its encounter." },
    STAGE: { description: "Completes the stage that it triggers." },
    CLOSE: { description: "Closes the journey; remaining stages are skipped." },
    CANCEL: { description: "Cancels the journey and its unsent invitations." },
    MERGE: { description: "Moves everything of one patient number to another." },
    UPDATE: { description: "Updates the patient's contact data." },
  },
});

/** P3, IN-10: what an event code means is a row. A rule for a source goes before the rule for any source. */
@ObjectType({ description: "What events with a certain code do." })
@Entity({ tableName: "event_rule" })
@Index({
  name: "event_rule_code",
  expression: "create unique index event_rule_code on event_rule (source_system, event_code) nulls not distinct",
})
export class EventRule extends EditableEntity {
  @Field(() => String, { nullable: true, description: "For events of this source; null for any." })
  @Property({ type: "text", nullable: true })
  sourceSystem?: string | null;

  @Field(() => String, { description: "The code." })
  @Property({ type: "text" })
  eventCode!: string;

  @Field(() => EventRuleKind, { description: "What such an event does." })
  @Enum({ items: () => EventRuleKind, type: "text" })
  kind!: EventRuleKind;

  @Field(() => String, {
    nullable: true,
    description:
      "EMS, INPATIENT or OPD: the journey it opens, or the only kind of journey it acts on; null when the payload or the journey tells.",
  })
  @Property({ type: "text", nullable: true })
  journeyType?: string | null;
}
