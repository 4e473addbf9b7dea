import type { EntityManager } from "@mikro-orm/postgresql";
import { findVisible, forbidden, notFound, sql, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import {
  capped,
  consumed,
  holidayOn,
  merge,
  overrideOn,
  spansOf,
  type CalendarHours,
  type Pause,
} from "./calendar.rules.ts";
import { planOf, pauseSpans } from "./case-state.ts";
import { planClock } from "./clock.rules.ts";
import { chainFor, loadEscalationFacts } from "./escalation.facts.ts";
import { levelAt } from "./escalation.rules.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import { choosePolicy, type CaseFacts } from "./policy.rules.ts";
import { recipientOf } from "./recipient.rules.ts";
import { calendarFor, departmentPaths, hoursOfVersion, loadSetup } from "./setup.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaPause } from "./sla-pause.entity.ts";
import type { SlaCaseKind } from "./sla.enums.ts";
import { dateOfDay, localDay } from "./zone.rules.ts";

export interface PreviewQuestion {
  readonly kind: SlaCaseKind;
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly source?: string | null;
  readonly severity?: string | null;
  readonly priority?: string | null;
  readonly categoryPath?: readonly string[] | null;
  readonly startedAt?: Date | null;
}

async function placeSeen(em: EntityManager, { hospitalId, departmentId }: PreviewQuestion) {
  await findVisible(em, Hospital, hospitalId);
  const department = departmentId ? await findVisible(em, Department, departmentId) : null;
  if (department && department.hospital.id !== hospitalId) throw forbidden();
}

async function factsOf(em: EntityManager, question: PreviewQuestion): Promise<CaseFacts> {
  const { kind, hospitalId, departmentId, source, severity, priority, categoryPath } = question;
  const paths = await departmentPaths(em, departmentId ? [departmentId] : []);
  return {
    kind,
    hospitalId,
    departmentPath: departmentId ? (paths.get(departmentId) ?? []) : [],
    source: source ?? null,
    severity: severity ?? null,
    priority: priority ?? null,
    categoryPath: categoryPath ?? [],
  };
}

/** F8.5: what a case with these facts, received now or then, would be due. */
export async function previewDeadlines(context: RequestContext, question: PreviewQuestion) {
  const em = context.reader("sla.read");
  await placeSeen(em, question);
  const setup = await loadSetup(em);
  const start = question.startedAt ?? context.kernel.clock();
  const { chosen, verdicts } = choosePolicy(setup.policies, await factsOf(em, question));
  const calendar = chosen && calendarFor(setup, chosen.terms.calendarId, question.hospitalId);
  const targets = (calendar ? chosen.terms.targets : []).map((terms) => {
    const plan = { start, target: terms, reminder: terms.reminder, capMinutes: null };
    const dates = calendar ? planClock(calendar.hours, plan, [], start) : null;
    return { target: terms.target, dueAt: dates?.dueAt ?? null, remindAt: dates?.remindAt ?? null };
  });
  const considered = verdicts
    .filter(({ policy, verdict }) => policy.caseKind === question.kind && verdict !== "OTHER_PLACE")
    .map(({ policy, verdict }) => ({ policyId: policy.id, nameEn: policy.nameEn, nameAr: policy.nameAr, verdict }));
  return { policyId: chosen?.id ?? null, policyNumber: chosen?.number ?? null, targets, considered };
}

/** F8.5: who would be told of a case that is due then, and when; nobody is told by asking. */
export async function dryRun(
  context: RequestContext,
  question: PreviewQuestion & { dueAt: Date; ownerId?: string | null },
) {
  const em = context.reader("sla.read");
  await placeSeen(em, question);
  const setup = await loadSetup(em);
  const { hospitalId, departmentId, ownerId, dueAt } = question;
  const { chosen } = choosePolicy(setup.policies, await factsOf(em, question));
  const facts = await loadEscalationFacts(em, [hospitalId], context.kernel.clock());
  const place = { hospitalId, departmentId: departmentId ?? null, ownerId: ownerId ?? null };
  const levels = chainFor(facts.chains, chosen?.terms.chainId ?? null, hospitalId);
  const steps = levels.map((level) => ({
    level: level.level,
    at: levelAt(dueAt, level),
    routed: recipientOf(facts.directory, facts.absences, place, levels, level.level),
  }));
  const names = await sql<{ id: string; en: string; ar: string }>(
    em,
    "select id, name_en as en, name_ar as ar from app_user where id = any($1)",
    [steps.flatMap(({ routed }) => (routed ? [routed.userId] : []))],
  );
  const nameOf = (id: string | undefined) => names.find((one) => one.id === id);
  return steps.map(({ level, at, routed }) => ({
    level,
    at,
    recipientId: routed?.userId ?? null,
    recipientNameEn: nameOf(routed?.userId)?.en ?? null,
    recipientNameAr: nameOf(routed?.userId)?.ar ?? null,
    via: routed?.via ?? "UNROUTABLE",
  }));
}

export interface ExplainedDay {
  readonly date: string;
  readonly from: Date;
  readonly to: Date;
  readonly usedMinutes: number;
  readonly nameEn: string | null;
  readonly nameAr: string | null;
}

/** SLA-14: a due time line by line, with the versions that were in force. */
export async function explainClock(em: EntityManager, clockId: string, now: Date) {
  const clock = await em.findOne(SlaClock, { id: clockId }, { filters: { scope: false } });
  // The scope of the reader decides whether the case is seen.
  const row = clock && (await em.findOne(SlaCase, { id: clock.slaCase.id }));
  if (!clock || !row) throw notFound();
  const pauses = await em.find(
    SlaPause,
    { slaCase: row.id },
    { filters: { scope: false }, orderBy: { fromAt: "asc" } },
  );
  const [used] = await sql<Used>(em, usedSql, [row.policyVersion?.id ?? null, row.calendarVersion?.id ?? null]);
  const hours = used?.hours && row.calendarVersion ? hoursOfVersion(row.calendarVersion.id, used.hours) : null;
  const plan = planOf(row, clock, used?.terms ?? null);
  const spans = pauseSpans(pauses);
  const dates = hours && planClock(hours, plan, spans, now);
  const end = clock.dueAt ?? dates?.projectedAt ?? null;
  const counted = hours ? capped(hours, spans, plan.capMinutes) : [];
  return {
    clock,
    startedAt: row.startedAt,
    policyNameEn: used?.policyNameEn ?? null,
    policyNameAr: used?.policyNameAr ?? null,
    policyNumber: used?.policyNumber ?? null,
    calendarNameEn: used?.calendarNameEn ?? null,
    calendarNameAr: used?.calendarNameAr ?? null,
    calendarNumber: used?.calendarNumber ?? null,
    timeZone: hours?.timeZone ?? null,
    projectedAt: dates?.projectedAt ?? null,
    pauses,
    days: hours && end ? daysOf(hours, row.startedAt, end, counted) : [],
    closedDays: hours && end ? closedDaysOf(hours, row.startedAt, end) : [],
  };
}

interface Used {
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
  select p.name_en as "policyNameEn", p.name_ar as "policyNameAr", pv.number as "policyNumber", pv.terms,
         b.name_en as "calendarNameEn", b.name_ar as "calendarNameAr", bv.number as "calendarNumber", bv.hours
    from (select 1) as one
    left join sla_policy_version pv on pv.id = $1 left join sla_policy p on p.id = pv.policy_id
    left join business_calendar_version bv on bv.id = $2 left join business_calendar b on b.id = bv.calendar_id`;

/** A deadline of years is explained by its first days. */
const daysAtMost = 120;

function daysOf(hours: CalendarHours, start: Date, end: Date, pauses: readonly Pause[]): ExplainedDay[] {
  const [first, last] = [localDay(start.getTime(), hours.timeZone), localDay(end.getTime(), hours.timeZone)];
  const days: ExplainedDay[] = [];
  for (let day = first; day <= Math.min(last, first + daysAtMost); day++) {
    const override = overrideOn(hours, day);
    const within = spansOf(hours, day).map(({ from, to }) => ({
      from: Math.max(from, start.getTime()),
      to: Math.min(to, end.getTime()),
    }));
    for (const span of merge(within)) {
      const [from, to] = [new Date(span.from), new Date(span.to)];
      days.push({
        date: dateOfDay(day),
        from,
        to,
        usedMinutes: Math.floor(consumed(hours, from, to, pauses) / 60_000),
        nameEn: override?.nameEn ?? null,
        nameAr: override?.nameAr ?? null,
      });
    }
  }
  return days;
}

function closedDaysOf(hours: CalendarHours, start: Date, end: Date) {
  const [first, last] = [localDay(start.getTime(), hours.timeZone), localDay(end.getTime(), hours.timeZone)];
  const days = Array.from({ length: Math.min(last - first, daysAtMost) + 1 }, (_, index) => dateOfDay(first + index));
  return days.flatMap((date) => {
    const holiday = holidayOn(hours, date);
    return holiday ? [{ date, nameEn: holiday.nameEn, nameAr: holiday.nameAr }] : [];
  });
}
