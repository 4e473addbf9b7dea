import { ref } from "@mikro-orm/core";
import type { Tx } from "../core/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import { clockTimes, isOpen, pauseSpans, planOf, tellHistory, timesOf, type CaseState } from "./case-state.ts";
import { isBreached, planClock } from "./clock.rules.ts";
import { calendarFor, type CalendarRow, type PolicyRow, type Setup } from "./setup.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaHistoryKind } from "./sla.enums.ts";
import { slaDueChanged } from "./sla.events.ts";

/** The version that a case is put under. */
export type ChosenPolicy = Pick<PolicyRow, "versionId" | "terms">;

/**
 * SLA-7: puts a case under a policy, or under none, in its newest version and with the newest version of its calendar. Pauses
 * stay; a target that was met stays met. `kept`: the calendar that stays whatever the default is by now.
 */
export function adopt(
  tx: Tx,
  state: CaseState,
  policy: ChosenPolicy | null,
  setup: Setup,
  why: string | null,
  kept: CalendarRow | null = null,
): void {
  const before = timesOf(state).dueAt;
  swap(tx, state, policy, kept ?? (policy && calendarFor(setup, policy.terms.calendarId, state.row.hospital.id)), why);
  refresh(tx, state, why, before);
}

function swap(
  tx: Tx,
  state: CaseState,
  policy: ChosenPolicy | null,
  calendar: CalendarRow | null,
  why: string | null,
): void {
  const { row, clocks } = state;
  row.policyVersion = policy && calendar ? ref(SlaPolicyVersion, policy.versionId) : null;
  row.calendarVersion = calendar ? ref(BusinessCalendarVersion, calendar.versionId) : null;
  state.terms = policy && calendar ? policy.terms : null;
  state.hours = calendar?.hours ?? null;
  const wanted = state.terms?.targets ?? [];
  for (const { target, amount, unit } of wanted) {
    const known = clocks.find((clock) => clock.target === target);
    if (!known) clocks.push(tx.em.create(SlaClock, { slaCase: row, target, amount, unit: unit as SlaClock["unit"] }));
    else if (!known.metAt) Object.assign(known, { amount, unit, cancelledAt: null });
  }
  for (const clock of clocks.filter(isOpen)) {
    if (!wanted.some(({ target }) => target === clock.target)) clear(tx, state, clock, why);
  }
}

/** The policy has no such target any more. */
function clear(tx: Tx, { row }: CaseState, clock: SlaClock, why: string | null): void {
  const { target, dueAt: dueBefore } = clock;
  tellHistory(tx, row, { kind: SlaHistoryKind.RECOMPUTED, target, dueBefore, dueAfter: null, note: why });
  Object.assign(clock, { dueAt: null, remindAt: null, nextCheckAt: null, cancelledAt: tx.now });
}

/** SLA-4: computes the dates of all open clocks anew; what moved is told with the reason. True when anything moved. */
export function refresh(
  tx: Tx,
  state: CaseState,
  why: string | null,
  before: Date | null = timesOf(state).dueAt,
): boolean {
  const moved = state.clocks.filter(isOpen).map((clock) => refreshClock(tx, state, clock, why));
  const after = timesOf(state).dueAt;
  if (why && before?.getTime() !== after?.getTime()) {
    tx.emit(slaDueChanged, { kind: state.row.kind, caseId: state.row.caseId, dueAt: after?.toISOString() ?? null });
  }
  return moved.includes(true);
}

function refreshClock(tx: Tx, state: CaseState, clock: SlaClock, why: string | null): boolean {
  const { row, hours, terms } = state;
  const before = clock.dueAt ?? null;
  const dates = hours && planClock(hours, planOf(row, clock, terms), pauseSpans(state.pauses), tx.now);
  const after = dates?.dueAt ?? null;
  clock.dueAt = after;
  clock.remindAt = dates?.remindAt ?? null;
  clock.nextCheckAt = nextCheck(clock);
  if (before?.getTime() === after?.getTime()) return false;
  if (why) {
    tellHistory(tx, row, {
      kind: SlaHistoryKind.RECOMPUTED,
      target: clock.target,
      dueBefore: before,
      dueAfter: after,
      note: why,
    });
  }
  if (after && !isBreached(clockTimes(clock), tx.now)) startAnew(tx, state, clock);
  return true;
}

/** SLA-10: due later than now again, so the chain starts anew; what was told before stays in the history. */
function startAnew(tx: Tx, { row }: CaseState, clock: SlaClock): void {
  const isReminded = clock.remindedAt && clock.remindAt && clock.remindAt > tx.now;
  if (clock.escalationLevel === 0 && !isReminded) return;
  if (clock.escalationLevel > 0) {
    tellHistory(tx, row, { kind: SlaHistoryKind.DE_ESCALATED, target: clock.target, level: clock.escalationLevel });
  }
  clock.escalationLevel = 0;
  clock.cycle += 1;
  if (isReminded) clock.remindedAt = null;
  clock.nextCheckAt = nextCheck(clock);
}

/** When the tick looks next: for the reminder, else just after the due time. */
function nextCheck({ dueAt, remindAt, remindedAt }: SlaClock): Date | null {
  if (!dueAt) return null;
  return remindAt && !remindedAt ? remindAt : new Date(dueAt.getTime() + 1);
}
