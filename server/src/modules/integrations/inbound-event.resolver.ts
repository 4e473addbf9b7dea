import { Arg, Args, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import {
  Allow,
  BulkInput,
  BulkPayload,
  mutate,
  PageArgs,
  Payload,
  runBulk,
  type RequestContext,
} from "../core/index.ts";
import { replayVerb } from "./inbound-event.bulk.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { receivedAtOf } from "./inbound-event.id.ts";
import { inboundEventList } from "./inbound-event.export.ts";
import { InboundEventConnection, InboundEventFilter, InboundEventOrder } from "./inbound-event.list.ts";
import { replayEvent } from "./replay.service.ts";

@InputType({ description: "Which inbound event to process again." })
class ReplayInboundEventInput {
  @Field(() => ID, { description: "The event." })
  id!: string;
}

@InputType({ description: "Which inbound events to process again: by ids or by the filter of the list." })
class ReplayInboundEventsBulkInput extends BulkInput {
  @Field(() => InboundEventFilter, {
    nullable: true,
    description: "All that match and can be processed again; or give ids.",
  })
  filter?: InboundEventFilter | null;
}

@ObjectType({ description: "The event after replaying." })
class ReplayInboundEventPayload extends Payload {
  @Field(() => InboundEvent, { nullable: true, description: "It waits to be processed now." })
  inboundEvent?: InboundEvent | null;
}

@Resolver(() => InboundEvent)
export class InboundEventResolver {
  @Allow("inboundEvent.read")
  @Query(() => InboundEventConnection, { description: "Events that hospitals' systems sent, newest first." })
  inboundEvents(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => InboundEventFilter, { nullable: true }) filter?: InboundEventFilter,
    @Arg("orderBy", () => [InboundEventOrder], { nullable: true }) orderBy?: InstanceType<typeof InboundEventOrder>[],
  ) {
    return inboundEventList.page(context, page, filter, orderBy);
  }

  @Allow("inboundEvent.read")
  @Query(() => InboundEvent, { nullable: true, description: "One inbound event." })
  inboundEvent(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    const receivedAt = receivedAtOf(id);
    return receivedAt ? context.reader("inboundEvent.read").findOne(InboundEvent, { id, receivedAt }) : null;
  }

  @Allow("inboundEvent.replay")
  @Mutation(() => ReplayInboundEventPayload, { description: "Processes one event again that was not processed." })
  replayInboundEvent(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplayInboundEventInput) { id }: ReplayInboundEventInput,
  ) {
    return mutate(context, "inboundEvent.replay", async (tx) => ({ inboundEvent: await replayEvent(tx, id) }));
  }

  @Allow("inboundEvent.replay")
  @Mutation(() => BulkPayload, { description: "Processes many events again, the oldest first." })
  replayInboundEventsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplayInboundEventsBulkInput) { ids, ...targets }: ReplayInboundEventsBulkInput,
  ) {
    // The ids begin with the time of receipt.
    return runBulk(context, replayVerb, { ...targets, ids: ids && [...ids].sort() }, {});
  }
}
