import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Allow, mutateUnscoped, Payload, unauthenticated, type RequestContext, type Viewer } from "../core/index.ts";
import { RefreshSession } from "./refresh-session.entity.ts";
import { endOtherSessions, endOwnSession, openSessions } from "./user-session.service.ts";

@InputType({ description: "The log-in to end." })
class EndMySessionInput {
  @Field(() => ID, { description: "The log-in." })
  id!: string;
}

@ObjectType({ description: "After ending log-ins." })
export class EndSessionsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: "How many log-ins ended." })
  endedSessions?: number;
}

@Resolver(() => RefreshSession)
export class UserSessionResolver {
  @Allow("SIGNED_IN")
  @Query(() => [RefreshSession], {
    description: "The caller's own log-ins that still hold, at most 50, last used first.",
  })
  mySessions(@Ctx() context: RequestContext) {
    return context.runUnscoped((tx) => openSessions(tx, viewerOf(context).userId));
  }

  @FieldResolver(() => Boolean, { description: "It is the log-in that asks." })
  isCurrent(@Ctx() context: RequestContext, @Root() session: RefreshSession): boolean {
    return context.viewer?.sessionId === session.id;
  }

  @Allow("SIGNED_IN")
  @Mutation(() => EndSessionsPayload, { description: "Ends one of the caller's own log-ins, at once." })
  endMySession(@Ctx() context: RequestContext, @Arg("input", () => EndMySessionInput) { id }: EndMySessionInput) {
    const { userId } = viewerOf(context);
    return mutateUnscoped(context, async (tx) => ({ endedSessions: await endOwnSession(tx, userId, id) }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => EndSessionsPayload, { description: "Ends all of the caller's log-ins but this one." })
  endMyOtherSessions(@Ctx() context: RequestContext) {
    const { userId, sessionId } = viewerOf(context);
    return mutateUnscoped(context, async (tx) => ({ endedSessions: await endOtherSessions(tx, userId, sessionId) }));
  }
}

function viewerOf(context: RequestContext): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}
