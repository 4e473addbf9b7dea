import type { EntityManager } from "@mikro-orm/postgresql";
import { failure, type Scope } from "../core/index.ts";
import { addDays, dayOf, lastHours, startOfDay, weekBefore, type Span } from "./analytics.rules.ts";
import { countActions, countComplaints, countLane, loadStageNames, type StageName } from "./live-counts.query.ts";
import { buildKpis, type KpiFacts } from "./kpi.service.ts";
import { KpiTarget } from "./kpi-target.entity.ts";
import { noSums, sumRollups, type RollupFilter } from "./rollup.query.ts";
import { Grain } from "./survey-rollup.entity.ts";

export interface CommandCenterQuery extends RollupFilter {
  readonly from?: string;
  readonly to?: string;
}

export interface CommandCenterFacts {
  readonly now: Date;
  readonly span: Span;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly timeZone: string;
  readonly filter: RollupFilter;
  readonly scope: Scope;
  readonly targets: ReadonlyMap<string, KpiTarget>;
  readonly stageNames: readonly StageName[];
}

const longestSpanDays = 400;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** AN-6: whole days of the reporting zone; the last 30 when none are given. */
export function spanOf(query: CommandCenterQuery, now: Date, timeZone: string) {
  const lastDay = query.to ?? dayOf(now, timeZone);
  const firstDay = query.from ?? addDays(lastDay, -29);
  for (const [field, day] of [
    ["from", firstDay],
    ["to", lastDay],
  ] as const) {
    if (!dayPattern.test(day) || Number.isNaN(Date.parse(day))) {
      throw failure("BAD_DATE", "Write the day as YYYY-MM-DD.", "اكتب التاريخ بصيغة YYYY-MM-DD.", ["filter", field]);
    }
  }
  if (firstDay > lastDay || addDays(firstDay, longestSpanDays) < lastDay) {
    throw failure(
      "BAD_SPAN",
      `Choose a span of 1 to ${longestSpanDays} days.`,
      `اختر مدة بين يوم واحد و${longestSpanDays} يومًا.`,
      ["filter", "from"],
    );
  }
  return {
    firstDay,
    lastDay,
    span: { from: startOfDay(firstDay, timeZone), to: startOfDay(addDays(lastDay, 1), timeZone) },
  };
}

export async function loadFacts(
  em: EntityManager,
  scope: Scope,
  query: CommandCenterQuery,
  now: Date,
  timeZone: string,
): Promise<CommandCenterFacts> {
  const targets = new Map((await em.find(KpiTarget, {})).map((target) => [target.kpi, target]));
  const filter = { hospitalId: query.hospitalId, departmentId: query.departmentId, journeyType: query.journeyType };
  return {
    now,
    timeZone,
    filter,
    scope,
    targets,
    stageNames: await loadStageNames(em, scope, filter),
    ...spanOf(query, now, timeZone),
  };
}

/** The tiles. `complaintsEm` reads within the right to read complaints (AN-10). Everything about surveys comes from roll-ups; what is open now is counted where it is open. */
export async function loadKpis(em: EntityManager, complaintsEm: EntityManager | null, facts: CommandCenterFacts) {
  const { scope, filter, span, now } = facts;
  const length = span.to.getTime() - span.from.getTime();
  const previous = { from: new Date(span.from.getTime() - length), to: span.from };
  const [day, week] = [lastHours(now, 24), lastHours(now, 7 * 24)];
  const one = async (grain: Grain, of: Span) => (await sumRollups(em, scope, grain, of, filter))[0] ?? noSums;
  const kpiFacts: KpiFacts = {
    span,
    day,
    week,
    byDay: await sumRollups(em, scope, Grain.DAY, span, filter, ["bucket"]),
    previous: await one(Grain.DAY, previous),
    hours: await sumRollups(em, scope, Grain.HOUR, week, filter, ["bucket"]),
    dayBefore: await one(Grain.HOUR, weekBefore(day)),
    weekBefore: await one(Grain.HOUR, weekBefore(week)),
    actions: await countActions(em, scope, filter, now),
    complaints: complaintsEm && (await countComplaints(complaintsEm, filter, now)),
    lane: await countLane(em, scope, filter),
  };
  return buildKpis(kpiFacts, facts.targets);
}
