import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, failure, mutate, notFound, PageArgs, Payload, type RequestContext, type Tx } from "../core/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { receivedAtOf } from "./inbound-event.id.ts";
import { inboundEventList } from "./inbound-event.export.ts";
import { InboundEventConnection, InboundEventFilter, InboundEventOrder } from "./inbound-event.list.ts";
import { mostReplayed, replayEvents, replayMatching } from "./replay.service.ts";

@InputType({ description: "Which inbound event to process again." })
class ReplayInboundEventInput {
  @Field(() => ID, { description: "The event." })
  id!: string;
}

@InputType({ description: "Which inbound events to process again: by ids or by a filter." })
class ReplayInboundEventsBulkInput {
  @Field(() => [ID], { nullable: true, description: `These, at most ${mostReplayed}.` })
  ids?: string[] | null;

  @Field(() => InboundEventFilter, {
    nullable: true,
    description: `The oldest ${mostReplayed} of these that can be replayed; call again for the rest.`,
  })
  filter?: InboundEventFilter | null;
}

@ObjectType({ description: "The event after replaying." })
class ReplayInboundEventPayload extends Payload {
  @Field(() => InboundEvent, { nullable: true, description: "It waits to be processed now." })
  inboundEvent?: InboundEvent | null;
}

@ObjectType({ description: "What became of a bulk replay." })
class ReplayInboundEventsBulkPayload extends Payload {
  @Field(() => Int, { nullable: true, description: "Events that wait to be processed now." })
  doneCount?: number;

  @Field(() => Int, { nullable: true, description: "Events that were processed already or are waiting anyway." })
  failedCount?: number;

  @Field(() => Int, { nullable: true, description: "Events that do not exist or are not the caller's to replay." })
  notPermittedCount?: number;
}

const find = (em: Tx["em"], id: string) => {
  const receivedAt = receivedAtOf(id);
  return receivedAt ? em.findOne(InboundEvent, { id, receivedAt }) : null;
};

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
    return find(context.reader("inboundEvent.read"), id);
  }

  @Allow("inboundEvent.replay")
  @Mutation(() => ReplayInboundEventPayload, { description: "Processes one event again that was not processed." })
  replayInboundEvent(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplayInboundEventInput) { id }: ReplayInboundEventInput,
  ) {
    return mutate(context, "inboundEvent.replay", async (tx) => {
      const { notPermittedCount, failedCount } = await replayEvents(tx, [id]);
      if (notPermittedCount > 0) throw notFound();
      if (failedCount > 0) {
        throw failure(
          "NOT_REPLAYABLE",
          "This event was processed or is waiting anyway.",
          "تمت معالجة هذا الحدث أو أنه في الانتظار بالفعل.",
          ["id"],
        );
      }
      return { inboundEvent: await find(tx.em, id) };
    });
  }

  @Allow("inboundEvent.replay")
  @Mutation(() => ReplayInboundEventsBulkPayload, { description: "Processes many events again." })
  replayInboundEventsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplayInboundEventsBulkInput) { ids, filter }: ReplayInboundEventsBulkInput,
  ) {
    return mutate(context, "inboundEvent.replay", async (tx) => {
      if (ids && !filter) return replayEvents(tx, ids);
      if (filter && !ids) return replayMatching(tx, filter);
      throw failure("IDS_OR_FILTER", "Give ids or a filter, one of the two.", "حدد ids أو filter، أحدهما فقط.", [
        "ids",
      ]);
    });
  }
}
