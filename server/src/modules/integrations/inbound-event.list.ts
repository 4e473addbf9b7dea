import { Field, ID, InputType } from "type-graphql";
import { connectionOf, DateTimeRange, orderOf, within } from "../core/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { InboundEventStatus } from "./inbound-event.status.ts";

enum InboundEventOrderField {
  RECEIVED_AT = "receivedAt",
  OCCURRED_AT = "occurredAt",
}
export const InboundEventOrder = orderOf("InboundEvent", InboundEventOrderField, "inbound events");
export const InboundEventConnection = connectionOf("InboundEvent", () => InboundEvent);

@InputType({ description: "Which inbound events." })
export class InboundEventFilter {
  @Field(() => [InboundEventStatus], { nullable: true, description: "In any of these states." })
  status?: InboundEventStatus[] | null;

  @Field(() => [String], { nullable: true, description: "From any of these systems." })
  sourceSystem?: string[] | null;

  @Field(() => [String], { nullable: true, description: "With any of these codes." })
  eventCode?: string[] | null;

  @Field(() => String, { nullable: true, description: "Of this encounter." })
  encounterId?: string | null;

  @Field(() => String, { nullable: true, description: "Of the patient with this number." })
  patientIdentifier?: string | null;

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[] | null;

  @Field(() => DateTimeRange, { nullable: true, description: "Stored in this span of time." })
  receivedAt?: DateTimeRange | null;

  @Field(() => String, {
    nullable: true,
    description: "Encounter, patient number or the sender's event id begins with this.",
  })
  search?: string | null;
}

/** The filter as a MikroORM condition, all but the search. */
export function conditionOf(filter: InboundEventFilter | null | undefined): object {
  const receivedAt = within(filter?.receivedAt);
  return {
    ...(filter?.status ? { status: { $in: filter.status } } : {}),
    ...(filter?.sourceSystem ? { sourceSystem: { $in: filter.sourceSystem } } : {}),
    ...(filter?.eventCode ? { eventCode: { $in: filter.eventCode } } : {}),
    ...(filter?.encounterId ? { encounterId: filter.encounterId.trim() } : {}),
    ...(filter?.patientIdentifier ? { patientIdentifier: filter.patientIdentifier.trim() } : {}),
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(receivedAt ? { receivedAt } : {}),
  };
}
