import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import DataLoader from "dataloader";
import { Allow, connectionOf, findPage, mutate, PageArgs, sql, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { saveCalendar, saveChain, savePolicy } from "./configuration.service.ts";
import {
  BusinessCalendarPayload,
  CalendarHours,
  EscalationChainPayload,
  EscalationStep,
  SlaPolicyPayload,
  SlaTerms,
} from "./configuration.types.ts";
import { EscalationChain } from "./escalation-chain.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";
import { SaveBusinessCalendarInput, SaveEscalationChainInput, SaveSlaPolicyInput } from "./configuration.inputs.ts";

const BusinessCalendarConnection = connectionOf("BusinessCalendar", () => BusinessCalendar);
const SlaPolicyConnection = connectionOf("SlaPolicy", () => SlaPolicy);
const EscalationChainConnection = connectionOf("EscalationChain", () => EscalationChain);
const byName = [{ field: "nameEn", direction: "ASC" }] as const;

const currentHours = `select c.id, v.hours as document from business_calendar c
   join business_calendar_version v on v.calendar_id = c.id and v.number = c.current_number where c.id = any($1)`;
const currentTerms = `select p.id, v.terms as document from sla_policy p
   join sla_policy_version v on v.policy_id = p.id and v.number = p.current_number where p.id = any($1)`;

/** Documents of the newest versions, one query for a page; the rows themselves were found within the caller's scope. */
function documentOf<Document>(context: RequestContext, statement: string, id: string): Promise<Document> {
  const known = context.memory.get(statement) as DataLoader<string, Document> | undefined;
  const loader =
    known ??
    new DataLoader<string, Document>(async (ids) => {
      const rows = await sql<{ id: string; document: Document }>(context.reader("sla.read"), statement, [ids]);
      const byId = new Map(rows.map((row) => [row.id, row.document]));
      return ids.map((one) => byId.get(one) ?? new Error("a row without its newest version"));
    });
  context.memory.set(statement, loader);
  return loader.load(id);
}

@Resolver(() => BusinessCalendar)
export class BusinessCalendarResolver {
  @Allow("sla.read")
  @Query(() => BusinessCalendarConnection, { description: "Calendars, by name." })
  businessCalendars(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(context.reader("sla.read"), BusinessCalendar, {}, byName, page);
  }

  @Allow("sla.read")
  @Query(() => BusinessCalendar, { nullable: true, description: "One calendar." })
  businessCalendar(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("sla.read").findOne(BusinessCalendar, { id });
  }

  @FieldResolver(() => CalendarHours, { description: "The hours of the newest version." })
  hours(@Ctx() context: RequestContext, @Root() calendar: BusinessCalendar) {
    return documentOf<CalendarHours>(context, currentHours, calendar.id);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Only for this hospital; empty for the group." })
  hospital(@Root() calendar: BusinessCalendar) {
    return calendar.hospital?.load() ?? null;
  }

  @Allow("sla.manage")
  @Mutation(() => BusinessCalendarPayload, {
    description: "Makes a calendar, or a new version of one; open cases follow.",
  })
  saveBusinessCalendar(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveBusinessCalendarInput) input: SaveBusinessCalendarInput,
  ) {
    const { hours } = input;
    const overrides = hours.overrides.map((override) => ({ ...override, weekdays: override.weekdays ?? null }));
    return mutate(context, "sla.manage", async (tx) => ({
      businessCalendar: await saveCalendar(tx, { ...input, hours: { ...hours, overrides } }),
    }));
  }
}

@Resolver(() => SlaPolicy)
export class SlaPolicyResolver {
  @Allow("sla.read")
  @Query(() => SlaPolicyConnection, { description: "Policies, by kind, then rank." })
  slaPolicies(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    const order = [
      { field: "caseKind", direction: "ASC" },
      { field: "rank", direction: "ASC" },
    ] as const;
    return findPage(context.reader("sla.read"), SlaPolicy, {}, order, page);
  }

  @Allow("sla.read")
  @Query(() => SlaPolicy, { nullable: true, description: "One policy." })
  slaPolicy(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("sla.read").findOne(SlaPolicy, { id });
  }

  @FieldResolver(() => SlaTerms, { description: "What its newest version says." })
  terms(@Ctx() context: RequestContext, @Root() policy: SlaPolicy) {
    return documentOf<SlaTerms>(context, currentTerms, policy.id);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Only for this hospital; empty for the group." })
  hospital(@Root() policy: SlaPolicy) {
    return policy.hospital?.load() ?? null;
  }

  @FieldResolver(() => Department, { nullable: true, description: "Only for this department and those below it." })
  department(@Root() policy: SlaPolicy) {
    return policy.department?.load() ?? null;
  }

  @Allow("sla.manage")
  @Mutation(() => SlaPolicyPayload, { description: "Makes a policy, or a new version of one." })
  saveSlaPolicy(@Ctx() context: RequestContext, @Arg("input", () => SaveSlaPolicyInput) input: SaveSlaPolicyInput) {
    const { sources, severities, priorities, categoryIds, maxPauseMinutes, reopenDays, calendarId, chainId } = input;
    const terms = {
      match: { sources, severities, priorities, categoryIds },
      targets: input.targets.map(({ target, amount, unit, remindBeforeMinutes, remindAtPercent }) => ({
        target,
        amount,
        unit,
        reminder: { beforeMinutes: remindBeforeMinutes ?? null, atPercent: remindAtPercent ?? null },
      })),
      maxPauseMinutes: maxPauseMinutes ?? null,
      reopenDays,
      calendarId: calendarId ?? null,
      chainId: chainId ?? null,
    };
    return mutate(context, "sla.manage", async (tx) => ({ slaPolicy: await savePolicy(tx, { ...input, terms }) }));
  }
}

@Resolver(() => EscalationChain)
export class EscalationChainResolver {
  @Allow("sla.read")
  @Query(() => EscalationChainConnection, { description: "Escalation chains, by name." })
  escalationChains(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(context.reader("sla.read"), EscalationChain, {}, byName, page);
  }

  @FieldResolver(() => [EscalationStep], { description: "Its levels." })
  levels(@Root() chain: EscalationChain) {
    return chain.levels;
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Only for this hospital; empty for the group." })
  hospital(@Root() chain: EscalationChain) {
    return chain.hospital?.load() ?? null;
  }

  @Allow("sla.manage")
  @Mutation(() => EscalationChainPayload, { description: "Makes or changes a chain; effective at once." })
  saveEscalationChain(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveEscalationChainInput) input: SaveEscalationChainInput,
  ) {
    const levels = input.levels.map((level) => ({ ...level, userId: level.userId ?? null }));
    return mutate(context, "sla.manage", async (tx) => ({
      escalationChain: await saveChain(tx, { ...input, levels }),
    }));
  }
}
