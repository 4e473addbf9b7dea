import { sql, type Tx } from "../core/index.ts";
import type { CalendarHours, Pause } from "./calendar.rules.ts";
import { earliestDue, type ClockPlan } from "./clock.rules.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import { hoursOfVersion } from "./setup.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";
import { SlaPause } from "./sla-pause.entity.ts";
import { SlaHistoryKind, SlaPauseReason, SlaTarget, type SlaCaseKind } from "./sla.enums.ts";
import { slaQueueChannel } from "./sla.events.ts";

/** A case with all that its dates are computed from. */
export interface CaseState {
  readonly row: SlaCase;
  readonly clocks: SlaClock[];
  readonly pauses: SlaPause[];
  terms: PolicyTerms | null;
  hours: CalendarHours | null;
}

export interface SlaTimes {
  /** Earliest target that is not met; null when there is none or while paused. */
  readonly dueAt: Date | null;
  readonly isPaused: boolean;
  /** SLA-6: minutes by which resolving was late, frozen when it was met; null before. */
  readonly missMinutes: number | null;
  /** The highest that any of its clocks stands at. */
  readonly escalationLevel: number;
}

const unfiltered = { filters: { scope: false } } as const;

/**
 * Cases with their clocks and pauses, locked. The caller has checked that its own case may be changed, so the rows are
 * found whatever the scope.
 */
export async function loadStates(tx: Tx, kind: SlaCaseKind, caseIds: readonly string[]): Promise<CaseState[]> {
  await tx.em.flush();
  await sql(tx.em, "select id from sla_case where kind = $1 and case_id = any($2) order by id for update", [
    kind,
    caseIds,
  ]);
  const rows = await tx.em.find(SlaCase, { kind, caseId: { $in: [...caseIds] } }, { ...unfiltered, refresh: true });
  return statesOf(tx, rows);
}

export async function statesOf(tx: Tx, rows: readonly SlaCase[]): Promise<CaseState[]> {
  const ids = rows.map((row) => row.id);
  const clocks = await tx.em.find(SlaClock, { slaCase: { $in: ids } }, { ...unfiltered, refresh: true });
  const pauses = await tx.em.find(SlaPause, { slaCase: { $in: ids } }, { ...unfiltered, orderBy: { fromAt: "asc" } });
  const terms = await documents<PolicyTerms>(tx, "select id, terms as document from sla_policy_version", [
    ...rows.flatMap(({ policyVersion }) => (policyVersion ? [policyVersion.id] : [])),
  ]);
  const hours = await documents<CalendarHours>(tx, "select id, hours as document from business_calendar_version", [
    ...rows.flatMap(({ calendarVersion }) => (calendarVersion ? [calendarVersion.id] : [])),
  ]);
  return rows.map((row) => {
    const calendar = row.calendarVersion && hours.get(row.calendarVersion.id);
    return {
      row,
      clocks: clocks.filter((clock) => clock.slaCase.id === row.id),
      pauses: pauses.filter((pause) => pause.slaCase.id === row.id),
      terms: (row.policyVersion && terms.get(row.policyVersion.id)) ?? null,
      hours: row.calendarVersion && calendar ? hoursOfVersion(row.calendarVersion.id, calendar) : null,
    };
  });
}

async function documents<Document>(tx: Tx, select: string, ids: readonly string[]): Promise<Map<string, Document>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; document: Document }>(tx.em, `${select} where id = any($1)`, [
    [...new Set(ids)],
  ]);
  return new Map(rows.map(({ id, document }) => [id, document]));
}

export const isOpen = ({ metAt, cancelledAt }: SlaClock): boolean => !metAt && !cancelledAt;
export const openPause = ({ pauses }: CaseState): SlaPause | undefined => pauses.find(({ untilAt }) => !untilAt);
export const pauseSpans = (pauses: readonly SlaPause[]): Pause[] =>
  pauses.map(({ fromAt, untilAt, reason }) => ({
    from: fromAt,
    to: untilAt ?? null,
    isUncapped: reason === SlaPauseReason.CLOSED,
  }));

export const clockTimes = (clock: SlaClock) => ({
  dueAt: clock.dueAt ?? null,
  metAt: clock.metAt ?? null,
  cancelledAt: clock.cancelledAt ?? null,
});

export const timesOf = (state: CaseState): SlaTimes => ({
  dueAt: earliestDue(state.clocks.map(clockTimes)),
  isPaused: openPause(state) !== undefined,
  missMinutes: state.clocks.find(({ target }) => target === SlaTarget.RESOLVE)?.missMinutes ?? null,
  escalationLevel: Math.max(0, ...state.clocks.map(({ escalationLevel }) => escalationLevel)),
});

/** How a case stands now. */
export interface Standing {
  readonly level: number;
  /** As the case keeps it: null while it rests. */
  readonly dueAt: Date | null;
  readonly isEnded: boolean;
}

/** How each case stands now, by its id: an event about it may be older than what happened since. */
export async function standingsOf(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await sql<Standing & { caseId: string }>(
    tx.em,
    `select c.case_id as "caseId", max(k.escalation_level) as level, c.ended_at is not null as "isEnded",
            min(k.due_at) filter (where k.met_at is null and k.cancelled_at is null) as "dueAt"
       from sla_case c join sla_clock k on k.sla_case_id = c.id where c.case_id = any($1) group by c.id`,
    [caseIds],
  );
  return new Map(rows.map(({ caseId, ...standing }) => [caseId, standing]));
}

export function planOf(
  row: SlaCase,
  clock: Pick<SlaClock, "target" | "amount" | "unit">,
  terms: PolicyTerms | null,
): ClockPlan {
  const reminder = terms?.targets.find(({ target }) => target === clock.target)?.reminder;
  return {
    start: row.startedAt,
    target: { amount: clock.amount, unit: clock.unit },
    reminder: reminder ?? { beforeMinutes: null, atPercent: null },
    capMinutes: terms?.maxPauseMinutes ?? null,
  };
}

interface Line {
  readonly kind: SlaHistoryKind;
  readonly target?: SlaTarget;
  readonly dueBefore?: Date | null;
  readonly dueAfter?: Date | null;
  readonly level?: number;
  readonly recipientId?: string | null;
  readonly note?: string | null;
}

const moving: readonly SlaHistoryKind[] = [
  SlaHistoryKind.UNROUTABLE,
  SlaHistoryKind.MET,
  SlaHistoryKind.CANCELLED,
  SlaHistoryKind.DE_ESCALATED,
  SlaHistoryKind.ESCALATED,
];
const passing: readonly SlaHistoryKind[] = [SlaHistoryKind.REMINDED, SlaHistoryKind.BREACHED];
/** SLA-19: what brings a case into the unroutable queue, or out of it. */
const movesQueue = ({ kind, recipientId }: Line): boolean =>
  moving.includes(kind) || (passing.includes(kind) && !recipientId);

/** SLA-19: consoles look at the unroutable queue again. */
export const hintQueue = (tx: Tx, { hospital, department }: SlaCase) =>
  tx.publish(slaQueueChannel, { hospitalId: hospital.id, departmentIds: department ? [department.id] : [] });

/** Writes a line of the case's SLA history. */
export function tellHistory(tx: Tx, row: SlaCase, told: Line): void {
  const { recipientId, ...line } = told;
  if (movesQueue(told)) hintQueue(tx, row);
  tx.em.create(SlaHistoryEntry, {
    slaCase: row.id,
    at: tx.now,
    actorLabel: tx.actor.label,
    recipient: recipientId ?? null,
    ...line,
  });
}
