import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { Allow, type RequestContext } from "../core/index.ts";
import { yearOf } from "./calendar-year.rules.ts";
import { CalendarDay } from "./calendar-year.types.ts";
import { hoursProblem } from "./calendar.rules.ts";
import { CalendarHoursInput } from "./configuration.inputs.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { isTimeZone } from "./zone.rules.ts";

@Resolver()
export class CalendarYearResolver {
  @Allow("sla.read")
  @Query(() => [CalendarDay], {
    description: "Each date of a year under these hours, saved or not; hours that can't be drawn give no date.",
  })
  calendarYear(
    @Arg("hours", () => CalendarHoursInput, { description: "The hours." }) input: CalendarHoursInput,
    @Arg("year", () => Int, { description: "Gregorian, 1970 to 2200." }) year: number,
  ) {
    const overrides = input.overrides.map((override) => ({ ...override, weekdays: override.weekdays ?? null }));
    const hours = { ...input, overrides };
    const problem = hoursProblem(hours);
    // A calendar without weekly hours can't be saved, but may be looked at while it is made.
    const isDrawn = (!problem || problem === "NO_HOURS") && isTimeZone(hours.timeZone) && year >= 1970 && year <= 2200;
    return isDrawn ? yearOf(hours, year) : [];
  }

  @Allow("sla.read")
  @Query(() => Int, {
    description: "Open cases that the viewer reaches whose deadlines count by a calendar or policy.",
  })
  slaOpenCaseCount(
    @Ctx() context: RequestContext,
    @Arg("calendarId", () => ID, { nullable: true, description: "The calendar." }) calendarId?: string,
    @Arg("policyId", () => ID, { nullable: true, description: "The policy." }) policyId?: string,
  ) {
    return context.reader("sla.read").count(SlaCase, {
      endedAt: null,
      ...(calendarId && { calendarVersion: { calendar: calendarId } }),
      ...(policyId && { policyVersion: { policy: policyId } }),
    });
  }
}
