import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, connectionOf, findPage, mutate, PageArgs, Payload, type RequestContext } from "../core/index.ts";
import { EventRule, EventRuleKind } from "./event-rule.entity.ts";
import { createEventRule, deleteEventRule, updateEventRule } from "./event-rule.service.ts";

const EventRuleConnection = connectionOf("EventRule", () => EventRule);

@InputType({ description: "A new rule for an event code." })
class CreateEventRuleInput {
  @Field(() => String, { nullable: true, description: "For events of this source; left out for any." })
  sourceSystem?: string | null;

  @Field(() => String, { description: "The code." })
  eventCode!: string;

  @Field(() => EventRuleKind, { description: "What such an event does." })
  kind!: EventRuleKind;

  @Field(() => String, { nullable: true, description: "EMS, INPATIENT or OPD." })
  journeyType?: string | null;
}

@InputType({ description: "Changes of a rule; what is left out stays." })
class UpdateEventRuleInput {
  @Field(() => ID, { description: "The rule." })
  id!: string;

  @Field(() => Int, { description: "The version that was edited." })
  version!: number;

  @Field(() => String, { nullable: true, description: "For events of this source; null for any." })
  sourceSystem?: string | null;

  @Field(() => String, { nullable: true, description: "The code." })
  eventCode?: string;

  @Field(() => EventRuleKind, { nullable: true, description: "What such an event does." })
  kind?: EventRuleKind;

  @Field(() => String, { nullable: true, description: "EMS, INPATIENT or OPD; null for none." })
  journeyType?: string | null;
}

@InputType({ description: "The rule to remove." })
class DeleteEventRuleInput {
  @Field(() => ID, { description: "The rule." })
  id!: string;
}

@ObjectType({ description: "The rule after the change." })
class EventRulePayload extends Payload {
  @Field(() => EventRule, { nullable: true, description: "The rule." })
  eventRule?: EventRule;
}

@ObjectType({ description: "What was removed." })
class DeleteEventRulePayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The rule that is gone." })
  deletedId?: string;
}

@Resolver(() => EventRule)
export class EventRuleResolver {
  @Allow("inboundEvent.read")
  @Query(() => EventRuleConnection, {
    description: "What event codes do. Codes that trigger a stage stand in the journey templates.",
  })
  eventRules(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(
      context.reader("inboundEvent.read"),
      EventRule,
      {},
      [{ field: "eventCode", direction: "ASC" }],
      page,
    );
  }

  @Allow("eventRule.manage")
  @Mutation(() => EventRulePayload, { description: "Adds a rule for an event code; effective at once." })
  createEventRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateEventRuleInput) input: CreateEventRuleInput,
  ) {
    return mutate(context, "eventRule.manage", async (tx) => ({ eventRule: await createEventRule(tx, { ...input }) }));
  }

  @Allow("eventRule.manage")
  @Mutation(() => EventRulePayload, { description: "Changes a rule; effective at once." })
  updateEventRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateEventRuleInput) { id, version, ...fields }: UpdateEventRuleInput,
  ) {
    return mutate(context, "eventRule.manage", async (tx) => ({
      eventRule: await updateEventRule(tx, id, version, fields),
    }));
  }

  @Allow("eventRule.manage")
  @Mutation(() => DeleteEventRulePayload, {
    description: "Removes a rule; events with its code are ignored unless a stage waits for them.",
  })
  deleteEventRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteEventRuleInput) { id }: DeleteEventRuleInput,
  ) {
    return mutate(context, "eventRule.manage", async (tx) => ({ deletedId: await deleteEventRule(tx, id) }));
  }
}
