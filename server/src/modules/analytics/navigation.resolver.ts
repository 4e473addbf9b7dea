import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { pxActionChangedChannel } from "../action-center/index.ts";
import { ViewerType } from "../accounts/index.ts";
import { Complaint, complaintCondition } from "../complaints/index.ts";
import { Allow, covers, liveItems, type RequestContext } from "../core/index.ts";
import { InboundEvent, InboundEventStatus } from "../integrations/index.ts";
import { lastHours } from "./analytics.rules.ts";
import { countActions } from "./live-counts.query.ts";
import { sumRollups } from "./rollup.query.ts";
import { Grain } from "./survey-rollup.entity.ts";

@ObjectType({ description: "Counts beside the entries of the navigation; 0 without the right to see them." })
class NavigationCounts {
  @Field(() => Int, { description: "Open PX actions." })
  openActions!: number;

  @Field(() => Int, { description: "Overdue PX actions." })
  overdueActions!: number;

  @Field(() => Int, { description: "Overdue complaints." })
  overdueComplaints!: number;

  @Field(() => Int, { description: "Inbound events that failed for good." })
  deadEvents!: number;

  @Field(() => Int, { description: "Negative surveys of the last 24 hours." })
  negativeSurveys24h!: number;
}

/** A burst of changes is one hint: the console waits longer than this before it asks. */
const hintEveryMs = 1_000;

@Resolver(() => ViewerType)
export class NavigationResolver {
  @Allow("SIGNED_IN")
  @Subscription(() => Boolean, {
    description: "A hint that counts of the navigation may have changed; at most one a second.",
    subscribe: ({ context }: { context: RequestContext }) => {
      let hintedAt = 0;
      return liveItems(context, pxActionChangedChannel, async (place, now) => {
        if (!now.may("action.read") || !covers(now.scope("action.read"), place)) return [];
        if (Date.now() < hintedAt + hintEveryMs) return [];
        hintedAt = Date.now();
        return [true];
      });
    },
  })
  navigationChanged(@Root() hint: boolean): boolean {
    return hint;
  }

  @FieldResolver(() => NavigationCounts, { description: "Live counts for the navigation." })
  async navigation(@Ctx() context: RequestContext): Promise<NavigationCounts> {
    const now = context.kernel.clock();
    const actions = context.may("action.read")
      ? await countActions(context.reader("action.read"), context.scope("action.read"), {}, now)
      : null;
    const deadEvents = context.may("inboundEvent.read")
      ? await context.reader("inboundEvent.read").count(InboundEvent, { status: InboundEventStatus.DEAD })
      : 0;
    const overdueComplaints = context.may("complaint.read")
      ? await context
          .reader("complaint.read")
          .count(Complaint, complaintCondition({ isOverdue: true }, { now, userId: context.viewer?.userId ?? null }))
      : 0;
    const [surveys] = context.may("survey.read")
      ? await sumRollups(
          context.reader("survey.read"),
          context.scope("survey.read"),
          Grain.HOUR,
          lastHours(now, 24),
          {},
        )
      : [];
    return {
      openActions: actions?.open.now ?? 0,
      overdueActions: actions?.overdue.now ?? 0,
      overdueComplaints,
      deadEvents,
      negativeSurveys24h: surveys?.negativeCount ?? 0,
    };
  }
}
