import { Max, Min } from "class-validator";
import { Arg, ArgsType, Args, Ctx, Field, Int, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import { Allow, liveItems, readNow, RequestContext, type Page } from "../core/index.ts";
import { onTimeFigures, SlaOnTime } from "../sla/index.ts";
import { boardZoneOf } from "./board-zone.ts";
import { buckets, PxActionBucket } from "./board.rules.ts";
import { PxAction } from "./px-action.entity.ts";
import { pxActionChangedChannel } from "./px-action.events.ts";
import { pxActionCondition, PxActionFilter } from "./px-action.filter.ts";
import { pxActionList } from "./px-action.list.ts";
import { PxActionConnection } from "./px-action.resolver.ts";

@ObjectType({ description: "A column of the board." })
class PxActionBoardColumn {
  @Field(() => PxActionBucket, { description: "How much time its actions have left." })
  bucket!: PxActionBucket;

  @Field(() => PxActionConnection, {
    description: "Its first page, most urgent first; further ones: pxActions with timeToBreach and the cursor.",
  })
  actions!: Page<PxAction>;
}

@ObjectType({ description: "Open PX actions by the time that is left." })
class PxActionBoard {
  @Field(() => Date, { description: "The moment that decided the columns." })
  asOf!: Date;

  @Field(() => [PxActionBoardColumn], { description: "The columns, most urgent first." })
  columns!: PxActionBoardColumn[];
}

@ArgsType()
class BoardArgs {
  @Field(() => PxActionFilter, { nullable: true, description: "Which actions; those that ended are never on it." })
  filter?: PxActionFilter;

  @Field(() => Int, { defaultValue: 20, description: "Cards of a column's first page, at most 50." })
  @Min(1)
  @Max(50)
  first!: number;
}

@Resolver()
export class PxActionBoardResolver {
  @Allow("action.read")
  @Query(() => PxActionBoard, { description: "The board: open actions by time to breach, with counts (PX-19)." })
  async pxActionBoard(
    @Ctx() context: RequestContext,
    @Args(() => BoardArgs) { filter, first }: BoardArgs,
  ): Promise<PxActionBoard> {
    const columns = buckets
      .filter((bucket) => !filter?.timeToBreach || filter.timeToBreach.includes(bucket))
      .map(async (bucket) => ({
        bucket,
        actions: await pxActionList.page(context, { first }, { ...filter, timeToBreach: [bucket] }),
      }));
    return { asOf: context.kernel.clock(), columns: await Promise.all(columns) };
  }

  @Allow("action.read")
  @Query(() => SlaOnTime, {
    description: "How many actions were closed in time (SLA-21). A filter by outcome is left out of account.",
  })
  async pxActionOnTime(
    @Ctx() context: RequestContext,
    @Arg("filter", () => PxActionFilter, { nullable: true, description: "Which actions." }) filter?: PxActionFilter,
  ) {
    const facts = {
      now: context.kernel.clock(),
      userId: context.viewer?.userId ?? null,
      timeZone: await boardZoneOf(context),
    };
    const em = context.reader("action.read");
    return onTimeFigures((outcome) =>
      em.count(PxAction, pxActionCondition({ ...filter, slaOutcome: [outcome] }, facts)),
    );
  }

  @Allow("action.read")
  @Subscription(() => PxAction, {
    description: "Each action within the filter and the caller's sight, after each of its changes.",
    subscribe: ({ args, context }: { args: { filter?: PxActionFilter }; context: RequestContext }) =>
      liveItems(context, pxActionChangedChannel, async ({ id }, now) => {
        if (!now.may("action.read")) return [];
        const fresh = new RequestContext(now.kernel, now.viewer, now.facts);
        const facts = {
          now: now.kernel.clock(),
          userId: now.viewer?.userId ?? null,
          timeZone: await boardZoneOf(fresh),
        };
        const where = { $and: [{ id }, pxActionCondition(args.filter, facts)] };
        const action = await fresh.reader("action.read").findOne(PxAction, where);
        return action ? [readNow(action, fresh)] : [];
      }),
  })
  pxActionsLive(
    @Root() action: PxAction,
    @Arg("filter", () => PxActionFilter, { nullable: true, description: "Which actions." }) _filter?: PxActionFilter,
  ): PxAction {
    return action;
  }
}
