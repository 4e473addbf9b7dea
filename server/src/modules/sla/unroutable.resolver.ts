import { Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from "type-graphql";
import {
  Allow,
  byId,
  connectionOf,
  findPage,
  liveHints,
  loader,
  PageArgs,
  unscoped,
  type RequestContext,
} from "../core/index.ts";
import { Department, departmentOf, Hospital, hospitalOf } from "../organizations/index.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaNotice } from "./sla-notice.entity.ts";
import { slaQueueChannel } from "./sla.events.ts";
import { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

const UnroutableConnection = connectionOf("UnroutableEscalation", () => SlaNotice);

/** SLA-19: what waits for somebody to look: no recipient at its level nor above, the case still open and not risen since. */
function waiting(context: RequestContext) {
  const scope = context.scope("sla.read");
  const places = [{ hospital: { $in: scope.hospitalIds } }, { department: { $in: scope.departmentIds } }];
  return {
    recipient: null,
    toldAt: null,
    clock: { metAt: null, cancelledAt: null, slaCase: scope.all ? {} : { $or: places } },
  };
}

const clockOf = loader<SlaClock | null>(async (context, ids) => {
  const where = { id: { $in: [...ids] } };
  const options = { populate: ["slaCase"], filters: { scope: false } } as const;
  return byId(await unscoped(context).find(SlaClock, where, options));
}, null);
const caseOf = async (context: RequestContext, notice: SlaNotice) =>
  (await clockOf(context, notice.clock.id))?.slaCase.getEntity() ?? null;

@Resolver(() => SlaNotice)
export class UnroutableResolver {
  @Allow("sla.read")
  @Query(() => UnroutableConnection, {
    description: "Reminders, breaches and escalations that nobody could be told of, the oldest first.",
  })
  unroutableEscalations(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(unscoped(context), SlaNotice, waiting(context), [{ field: "at", direction: "ASC" }], page);
  }

  @Allow("sla.read")
  @Query(() => Int, { description: "How many of them nobody could be told of." })
  unroutableEscalationCount(@Ctx() context: RequestContext): Promise<number> {
    return unscoped(context).count(SlaNotice, waiting(context));
  }

  @Allow("sla.read")
  @Subscription(() => Boolean, {
    description: "A hint that the unroutable queue within the caller's reach may have changed; at most one a second.",
    subscribe: ({ context }: { context: RequestContext }) => liveHints(context, slaQueueChannel, "sla.read"),
  })
  unroutableChanged(@Root() hint: boolean): boolean {
    return hint;
  }

  @FieldResolver(() => SlaTarget, { nullable: true, description: "What is late." })
  async target(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    return (await clockOf(context, notice.clock.id))?.target ?? null;
  }

  @FieldResolver(() => Date, { nullable: true, description: "When it was due." })
  async dueAt(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    return (await clockOf(context, notice.clock.id))?.dueAt ?? null;
  }

  @FieldResolver(() => SlaCaseKind, { nullable: true, description: "What kind of case it is." })
  async caseKind(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    return (await caseOf(context, notice))?.kind ?? null;
  }

  @FieldResolver(() => ID, { nullable: true, description: "The case." })
  async caseId(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    return (await caseOf(context, notice))?.caseId ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Its readable number." })
  async reference(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    return (await caseOf(context, notice))?.reference ?? null;
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Its hospital." })
  async hospital(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    const row = await caseOf(context, notice);
    return row && hospitalOf(context, row.hospital.id);
  }

  @FieldResolver(() => Department, { nullable: true, description: "Its department." })
  async department(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    const row = await caseOf(context, notice);
    return row?.department ? departmentOf(context, row.department.id) : null;
  }
}
