import { raw } from "@mikro-orm/core";
import { Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from "type-graphql";
import {
  Allow,
  byId,
  connectionOf,
  findPage,
  liveHints,
  loader,
  PageArgs,
  sql,
  unscoped,
  type RequestContext,
} from "../core/index.ts";
import { Department, departmentOf, Hospital, hospitalOf } from "../organizations/index.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaNotice } from "./sla-notice.entity.ts";
import { slaQueueChannel } from "./sla.events.ts";
import { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

const UnroutableConnection = connectionOf("UnroutableEscalation", () => SlaNotice);

const stillWaiting = `n.recipient_id is null and n.told_at is null and k.met_at is null and k.cancelled_at is null`;
/** Of a case that is late on several targets the highest level stands for all: it is one thing to look at. */
const onePerCase = `select distinct on (k.sla_case_id) n.id from sla_notice n join sla_clock k on k.id = n.clock_id
   where ${stillWaiting} order by k.sla_case_id, n.level desc, n.at, n.id`;

/** SLA-19: what waits for somebody to look: no recipient at its level nor above, the case still open and not risen since. */
function waiting(context: RequestContext) {
  const scope = context.scope("sla.read");
  const places = [{ hospital: { $in: scope.hospitalIds } }, { department: { $in: scope.departmentIds } }];
  return {
    [raw((alias) => `${alias}.id in (${onePerCase})`)]: [],
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
/** By the id of the engine's row of the case. */
const targetsOf = loader<readonly SlaTarget[]>(async (context, ids) => {
  const rows = await sql<{ id: string; targets: SlaTarget[] }>(
    unscoped(context),
    `select k.sla_case_id as id, array_agg(distinct k.target) as targets
       from sla_notice n join sla_clock k on k.id = n.clock_id
      where ${stillWaiting} and k.sla_case_id = any($1) group by 1`,
    [ids],
  );
  return new Map(rows.map(({ id, targets }) => [id, targets]));
}, []);
const caseOf = async (context: RequestContext, notice: SlaNotice) =>
  (await clockOf(context, notice.clock.id))?.slaCase.getEntity() ?? null;

@Resolver(() => SlaNotice)
export class UnroutableResolver {
  @Allow("sla.read")
  @Query(() => UnroutableConnection, {
    description: "Cases of whose reminders, breaches or escalations nobody could be told, the oldest first.",
  })
  unroutableEscalations(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(unscoped(context), SlaNotice, waiting(context), [{ field: "at", direction: "ASC" }], page);
  }

  @Allow("sla.read")
  @Query(() => Int, { description: "How many cases nobody could be told of." })
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

  @FieldResolver(() => [SlaTarget], { description: "Of which targets nobody could be told." })
  async targets(@Ctx() context: RequestContext, @Root() notice: SlaNotice) {
    const row = await caseOf(context, notice);
    return row ? targetsOf(context, row.id) : [];
  }

  @FieldResolver(() => Date, { nullable: true, description: "When the target at the highest level was due." })
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
