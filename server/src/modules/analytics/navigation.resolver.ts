import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver } from "type-graphql";
import { ViewerType } from "../accounts/index.ts";
import type { RequestContext } from "../core/index.ts";
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

  @Field(() => Int, { description: "Inbound events that failed for good." })
  deadEvents!: number;

  @Field(() => Int, { description: "Negative surveys of the last 24 hours." })
  negativeSurveys24h!: number;
}

@Resolver(() => ViewerType)
export class NavigationResolver {
  @FieldResolver(() => NavigationCounts, { description: "Live counts for the navigation." })
  async navigation(@Ctx() context: RequestContext): Promise<NavigationCounts> {
    const now = context.kernel.clock();
    const actions = context.may("action.read")
      ? await countActions(context.reader("action.read"), context.scope("action.read"), {}, now)
      : null;
    const deadEvents = context.may("inboundEvent.read")
      ? await context.reader("inboundEvent.read").count(InboundEvent, { status: InboundEventStatus.DEAD })
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
      deadEvents,
      negativeSurveys24h: surveys?.negativeCount ?? 0,
    };
  }
}
