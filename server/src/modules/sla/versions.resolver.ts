import { Max, Min } from "class-validator";
import DataLoader from "dataloader";
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { personBehind, User } from "../accounts/index.ts";
import { unscoped, type RequestContext } from "../core/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { CalendarHours, SlaTerms } from "./configuration.types.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";

@ArgsType()
class VersionsArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many, at most 50." })
  @Min(1)
  @Max(50)
  first!: number;

  @Field(() => Int, { nullable: true, description: "Only those before the version of this number." })
  @Min(1)
  before?: number | null;
}

interface Versioned {
  readonly id: string;
  readonly currentNumber: number;
}
interface Kind<Version> {
  readonly name: string;
  find(context: RequestContext, where: object[]): Promise<Version[]>;
  ownerOf(version: Version): string;
}

const ofCalendars: Kind<BusinessCalendarVersion> = {
  name: "calendars",
  find: (context, $or) =>
    unscoped(context).find(BusinessCalendarVersion, { $or } as object, { orderBy: { number: "desc" } }),
  ownerOf: ({ calendar }) => calendar.id,
};
const ofPolicies: Kind<SlaPolicyVersion> = {
  name: "policies",
  find: (context, $or) => unscoped(context).find(SlaPolicyVersion, { $or } as object, { orderBy: { number: "desc" } }),
  ownerOf: ({ policy }) => policy.id,
};

/**
 * SLA-24: newest first, one query for a page of rows, which were found within the caller's scope. Versions are numbered without gaps, so
 * that a page of them is a span of numbers.
 */
function versionsOf<Version extends object>(
  context: RequestContext,
  kind: Kind<Version>,
  property: string,
  row: Versioned,
  { first, before }: VersionsArgs,
): Promise<Version[]> {
  const key = `versions of ${kind.name} ${first} ${before ?? ""}`;
  const known = context.memory.get(key) as DataLoader<Versioned, Version[]> | undefined;
  const loader =
    known ??
    new DataLoader<Versioned, Version[]>(async (rows) => {
      const spans = rows.map(({ id, currentNumber }) => {
        const end = before ?? currentNumber + 1;
        return { [property]: id, number: { $lt: end, $gte: end - first } };
      });
      const byOwner = Map.groupBy(await kind.find(context, spans), (version) => kind.ownerOf(version));
      return rows.map(({ id }) => byOwner.get(id) ?? []);
    });
  context.memory.set(key, loader);
  return loader.load(row);
}

@Resolver(() => BusinessCalendar)
export class CalendarVersionsResolver {
  @FieldResolver(() => [BusinessCalendarVersion], { description: "Its versions, newest first." })
  versions(
    @Ctx() context: RequestContext,
    @Root() calendar: BusinessCalendar,
    @Args(() => VersionsArgs) args: VersionsArgs,
  ) {
    return versionsOf(context, ofCalendars, "calendar", calendar, args);
  }
}

@Resolver(() => SlaPolicy)
export class PolicyVersionsResolver {
  @FieldResolver(() => [SlaPolicyVersion], { description: "Its versions, newest first." })
  versions(@Ctx() context: RequestContext, @Root() policy: SlaPolicy, @Args(() => VersionsArgs) args: VersionsArgs) {
    return versionsOf(context, ofPolicies, "policy", policy, args);
  }
}

@Resolver(() => BusinessCalendarVersion)
export class BusinessCalendarVersionResolver {
  @FieldResolver(() => CalendarHours, { description: "The hours as they were then." })
  hours(@Root() { hours }: BusinessCalendarVersion) {
    return hours;
  }

  @FieldResolver(() => User, { nullable: true, description: "Who saved it; empty for the system." })
  savedBy(@Ctx() context: RequestContext, @Root() { actor }: BusinessCalendarVersion) {
    return personBehind(context, actor);
  }
}

@Resolver(() => SlaPolicyVersion)
export class SlaPolicyVersionResolver {
  @FieldResolver(() => SlaTerms, { description: "The terms as they were then." })
  terms(@Root() { terms }: SlaPolicyVersion) {
    return terms;
  }

  @FieldResolver(() => User, { nullable: true, description: "Who saved it; empty for the system." })
  savedBy(@Ctx() context: RequestContext, @Root() { actor }: SlaPolicyVersion) {
    return personBehind(context, actor);
  }
}
