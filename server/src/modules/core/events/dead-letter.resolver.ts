import { Arg, Args, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { outboxQueue } from "../context/tx.ts";
import { findVisible } from "../data/editing.ts";
import { failure } from "../errors/failure.ts";
import { connectionOf } from "../graphql/connection.ts";
import { findPage, PageArgs } from "../graphql/page.ts";
import { mutate, Payload } from "../graphql/payload.ts";
import { Allow } from "../policy/allow.ts";
import { OutboxMessage, OutboxStatus } from "./outbox-message.entity.ts";

const DeadLetterConnection = connectionOf("DeadLetter", () => OutboxMessage);

@InputType({ description: "Which dead letters." })
class DeadLetterFilter {
  @Field(() => [String], { nullable: true, description: "Of any of these events." })
  eventType?: string[];
}

@InputType({ description: "Which dead letter to run again." })
class ReplayDeadLetterInput {
  @Field(() => ID, { description: "The dead letter." })
  id!: string;
}

@ObjectType({ description: "The dead letter after replaying." })
class ReplayDeadLetterPayload extends Payload {
  @Field(() => OutboxMessage, { nullable: true, description: "It waits to be processed now." })
  deadLetter?: OutboxMessage;
}

@Resolver()
export class DeadLetterResolver {
  @Allow("deadLetter.read")
  @Query(() => DeadLetterConnection, { description: "Work that failed for good, newest first." })
  deadLetters(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => DeadLetterFilter, { nullable: true }) filter?: DeadLetterFilter,
  ) {
    const where = { status: OutboxStatus.DEAD, ...(filter?.eventType ? { eventType: { $in: filter.eventType } } : {}) };
    return findPage(
      context.reader("deadLetter.read"),
      OutboxMessage,
      where,
      [{ field: "createdAt", direction: "DESC" }],
      page,
    );
  }

  @Allow("deadLetter.replay")
  @Mutation(() => ReplayDeadLetterPayload, { description: "Runs failed work again." })
  replayDeadLetter(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplayDeadLetterInput) input: ReplayDeadLetterInput,
  ) {
    return mutate(context, "deadLetter.replay", async (tx) => {
      const deadLetter = await findVisible(tx.em, OutboxMessage, input.id);
      if (deadLetter.status !== OutboxStatus.DEAD) {
        throw failure("NOT_DEAD", "This is not a dead letter any more.", "لم يعد هذا العنصر متوقفًا.", ["id"]);
      }
      deadLetter.status = OutboxStatus.WAITING;
      deadLetter.attempts = 0;
      deadLetter.availableAt = tx.now;
      tx.audit({ action: "deadLetter.replayed", targetType: "DeadLetter", targetId: deadLetter.id });
      tx.ring(outboxQueue);
      return { deadLetter };
    });
  }
}
