import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root, Subscription } from "type-graphql";
import {
  Allow,
  connectionOf,
  endingSource,
  findPage,
  liveItems,
  PageArgs,
  type LiveItems,
  type RequestContext,
} from "../core/index.ts";
import { JourneyType } from "../journeys/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { LiveFeedItem, LiveFeedKind } from "./live-feed-item.entity.ts";
import { liveFeedChannel } from "./live-feed.service.ts";

const LiveFeedItemConnection = connectionOf("LiveFeedItem", () => LiveFeedItem);
/** What a client that was away gets at most; beyond that it should load the lists anew. */
const mostMissed = 200;

@InputType({ description: "Which lines of the feed." })
class LiveFeedFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [JourneyType], { nullable: true, description: "Of any of these journey types." })
  journeyType?: JourneyType[];

  @Field(() => [LiveFeedKind], { nullable: true, description: "Of any of these kinds." })
  kind?: LiveFeedKind[];
}

function conditionOf(filter: LiveFeedFilter | undefined) {
  return {
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.departmentId ? { department: { $in: filter.departmentId } } : {}),
    ...(filter?.journeyType ? { journeyType: { $in: filter.journeyType } } : {}),
    ...(filter?.kind ? { kind: { $in: filter.kind } } : {}),
  };
}

const oldestFirst = { orderBy: { createdAt: "asc", id: "asc" } } as const;

/** Lines that came in while the client was away, then each new one, always through the viewer's scope. */
function feed(
  context: RequestContext,
  filter: LiveFeedFilter | undefined,
  since: Date | undefined,
): LiveItems<LiveFeedItem> {
  const where = conditionOf(filter);
  const live = liveItems(context, liveFeedChannel, async ({ ids }, now) =>
    now
      .reader("commandCenter.read")
      .fork()
      .find(LiveFeedItem, { id: { $in: ids }, ...where }, oldestFirst),
  );
  return endingSource(live, missedAndLive(context, live, where, since));
}

async function* missedAndLive(
  context: RequestContext,
  live: LiveItems<LiveFeedItem>,
  where: ReturnType<typeof conditionOf>,
  since: Date | undefined,
): AsyncGenerator<LiveFeedItem> {
  const seen = new Set<string>();
  // Subscribed first and read afterwards, so that nothing falls between the two.
  const next = live.next();
  if (since) {
    const missed = await context
      .reader("commandCenter.read")
      .find(LiveFeedItem, { createdAt: { $gt: since }, ...where }, { ...oldestFirst, limit: mostMissed });
    for (const item of missed) {
      seen.add(item.id);
      yield item;
    }
  }
  const first = await next;
  if (first.done) return;
  if (!seen.has(first.value.id)) yield first.value;
  for await (const item of live) if (!seen.has(item.id)) yield item;
}

@Resolver(() => LiveFeedItem)
export class LiveFeedResolver {
  @Allow("commandCenter.read")
  @Query(() => LiveFeedItemConnection, { description: "The live feed until now, newest first." })
  liveFeedItems(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => LiveFeedFilter, { nullable: true }) filter?: LiveFeedFilter,
    @Arg("since", () => Date, { nullable: true, description: "Only what came after this moment." }) since?: Date,
  ) {
    const where = { ...conditionOf(filter), ...(since ? { createdAt: { $gt: since } } : {}) };
    return findPage(
      context.reader("commandCenter.read"),
      LiveFeedItem,
      where,
      [{ field: "createdAt", direction: "DESC" }],
      page,
    );
  }

  @Allow("commandCenter.read")
  @Subscription(() => LiveFeedItem, {
    description: "Each new line of the feed; with `since` first what was missed.",
    subscribe: ({ args, context }: { args: { filter?: LiveFeedFilter; since?: Date }; context: RequestContext }) =>
      feed(context, args.filter, args.since),
  })
  liveFeed(
    @Root() item: LiveFeedItem,
    @Arg("filter", () => LiveFeedFilter, { nullable: true }) _filter?: LiveFeedFilter,
    @Arg("since", () => Date, { nullable: true, description: "What came after this moment is sent first." })
    _since?: Date,
  ): LiveFeedItem {
    return item;
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital." })
  hospital(@Root() item: LiveFeedItem) {
    return item.hospital.load();
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department." })
  department(@Root() item: LiveFeedItem) {
    return item.department?.load();
  }
}
