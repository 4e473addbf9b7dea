import type { EntityManager } from "@mikro-orm/postgresql";
import { loader, notFound, sql, unscoped, type RequestContext } from "../core/index.ts";
import { capped, type CalendarHours } from "./calendar.rules.ts";
import { pauseSpans, planOf } from "./case-state.ts";
import { planClock } from "./clock.rules.ts";
import { closedDaysOf, daysOf } from "./explained-days.rules.ts";
import type { SlaExplanation } from "./explanation.types.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import { considered } from "./policy.rules.ts";
import { departmentPaths, factsOf, hoursOfVersion, loadSetup, type DepartmentPaths, type Setup } from "./setup.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaPause } from "./sla-pause.entity.ts";

const unfiltered = { filters: { scope: false } } as const;

/** SLA-14: a due time line by line, with the versions that were in force; only where the scope of the reader has the case. */
export async function explainClock(em: EntityManager, clockId: string, now: Date): Promise<SlaExplanation> {
  const clock = await em.findOne(SlaClock, { id: clockId }, unfiltered);
  if (!clock || !(await em.findOne(SlaCase, { id: clock.slaCase.id }))) throw notFound();
  const explained = (await explainClocks(em, [clockId], now)).get(clockId);
  if (!explained) throw notFound();
  return explained;
}

const explanationOf = loader<SlaExplanation | null>(
  (context, ids) => explainClocks(unscoped(context), ids, context.kernel.clock()),
  null,
);

type Clocks = (context: RequestContext, caseId: string) => Promise<readonly { readonly id: string }[]>;

/** SLA-14: for whoever sees the case: a clock of this case explained, null for one of another. */
export const slaExplanationLoader =
  (clocksOfCase: Clocks) => async (context: RequestContext, caseId: string, clockId: string) => {
    const isItsOwn = (await clocksOfCase(context, caseId)).some(({ id }) => id === clockId);
    return isItsOwn ? explanationOf(context, clockId) : null;
  };

async function explainClocks(
  em: EntityManager,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SlaExplanation>> {
  const clocks = await em.find(SlaClock, { id: { $in: [...ids] } }, { ...unfiltered, populate: ["slaCase"] });
  const rows = [...new Set(clocks.map((clock) => clock.slaCase.getEntity()))];
  const pauses = await em.find(
    SlaPause,
    { slaCase: { $in: rows.map(({ id }) => id) } },
    { ...unfiltered, orderBy: { fromAt: "asc" } },
  );
  const versions = await sql<Used>(em, usedSql, [rows.map(({ id }) => id)]);
  const facts = {
    setup: await loadSetup(em),
    paths: await departmentPaths(
      em,
      rows.flatMap(({ department }) => (department ? [department.id] : [])),
    ),
    now,
  };
  return new Map(
    clocks.map((clock) => {
      const caseId = clock.slaCase.id;
      const own = pauses.filter(({ slaCase }) => slaCase.id === caseId);
      return [clock.id, explain(clock, own, versions.find(({ id }) => id === caseId) ?? null, facts)];
    }),
  );
}

interface Facts {
  readonly setup: Setup;
  readonly paths: DepartmentPaths;
  readonly now: Date;
}

function explain(clock: SlaClock, pauses: SlaPause[], used: Used | null, { setup, paths, now }: Facts): SlaExplanation {
  const row = clock.slaCase.getEntity();
  const hours = used?.hours && row.calendarVersion ? hoursOfVersion(row.calendarVersion.id, used.hours) : null;
  const plan = planOf(row, clock, used?.terms ?? null);
  const spans = pauseSpans(pauses);
  const dates = hours && planClock(hours, plan, spans, now);
  const end = clock.dueAt ?? dates?.projectedAt ?? null;
  const counted = hours ? capped(hours, spans, plan.capMinutes) : [];
  return {
    clockId: clock.id,
    target: clock.target,
    amount: clock.amount,
    unit: clock.unit,
    startedAt: row.startedAt,
    dueAt: clock.dueAt ?? null,
    projectedAt: dates?.projectedAt ?? null,
    remindAt: clock.remindAt ?? null,
    metAt: clock.metAt ?? null,
    missMinutes: clock.missMinutes ?? null,
    policyNameEn: used?.policyNameEn ?? null,
    policyNameAr: used?.policyNameAr ?? null,
    policyNumber: used?.policyNumber ?? null,
    calendarNameEn: used?.calendarNameEn ?? null,
    calendarNameAr: used?.calendarNameAr ?? null,
    calendarNumber: used?.calendarNumber ?? null,
    timeZone: hours?.timeZone ?? null,
    maxPauseMinutes: plan.capMinutes,
    considered: considered(setup.policies, factsOf(row, paths), used?.policyId ?? null),
    pauses,
    days: hours && end ? daysOf(hours, row.startedAt, end, counted) : [],
    closedDays: hours && end ? closedDaysOf(hours, row.startedAt, end) : [],
  };
}

interface Used {
  readonly id: string;
  readonly policyId: string | null;
  readonly policyNameEn: string | null;
  readonly policyNameAr: string | null;
  readonly policyNumber: number | null;
  readonly terms: PolicyTerms | null;
  readonly calendarNameEn: string | null;
  readonly calendarNameAr: string | null;
  readonly calendarNumber: number | null;
  readonly hours: CalendarHours | null;
}

const usedSql = `
  select c.id, p.id as "policyId", p.name_en as "policyNameEn", p.name_ar as "policyNameAr", pv.number as "policyNumber", pv.terms,
         b.name_en as "calendarNameEn", b.name_ar as "calendarNameAr", bv.number as "calendarNumber", bv.hours
    from sla_case c
    left join sla_policy_version pv on pv.id = c.policy_version_id left join sla_policy p on p.id = pv.policy_id
    left join business_calendar_version bv on bv.id = c.calendar_version_id left join business_calendar b on b.id = bv.calendar_id
   where c.id = any($1)`;
