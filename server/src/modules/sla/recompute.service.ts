import { ref } from "@mikro-orm/core";
import type { Tx } from "../core/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import {
  clockTimes,
  isOpen,
  pauseSpans,
  planOf,
  tellHistory,
  timesOf,
  type CaseState,
  type SlaTimes,
} from "./case-state.ts";
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
  const before = timesOf(state);
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

/** The policy has no such target any more. Should another policy bring it back, it begins anew. */
function clear(tx: Tx, { row }: CaseState, clock: SlaClock, why: string | null): void {
  const { target, dueAt: dueBefore } = clock;
  tellHistory(tx, row, { kind: SlaHistoryKind.RECOMPUTED, target, dueBefore, dueAfter: null, note: why });
  deEscalate(tx, row, clock);
  Object.assign(clock, { dueAt: null, remindAt: null, remindedAt: null, nextCheckAt: null, cancelledAt: tx.now });
  clock.cycle += 1;
}

/** SLA-4: computes the dates of all open clocks anew; what moved is told with the reason, none for a pause. */
export function refresh(tx: Tx, state: CaseState, why: string | null, before: SlaTimes = timesOf(state)): void {
  for (const clock of state.clocks.filter(isOpen)) refreshClock(tx, state, clock, why);
  const { dueAt, escalationLevel } = timesOf(state);
  if (!why) return;
  if (before.dueAt?.getTime() !== dueAt?.getTime() || before.escalationLevel !== escalationLevel) {
    const { kind, caseId } = state.row;
    tx.emit(slaDueChanged, { kind, caseId });
  }
}

function refreshClock(tx: Tx, state: CaseState, clock: SlaClock, why: string | null): void {
  const { row, hours, terms } = state;
  const before = clock.dueAt ?? null;
  const dates = hours && planClock(hours, planOf(row, clock, terms), pauseSpans(state.pauses), tx.now);
  const after = dates?.dueAt ?? null;
  clock.dueAt = after;
  clock.remindAt = dates?.remindAt ?? null;
  clock.nextCheckAt = nextCheck(clock);
  if (before?.getTime() === after?.getTime()) return;
  if (why) {
    tellHistory(tx, row, {
      kind: SlaHistoryKind.RECOMPUTED,
      target: clock.target,
      dueBefore: before,
      dueAfter: after,
      note: why,
    });
  }
  if (!after || isBreached(clockTimes(clock), tx.now)) return;
  if (why && before && after > before) deEscalate(tx, row, clock);
  planAnew(tx, clock);
}

/**
 * SLA-10: due later than before. A pause moves a due time only where it was not late, so that a level it has was raised by
 * hand, and stays; what was told stays in the history.
 */
function deEscalate(tx: Tx, row: CaseState["row"], clock: SlaClock): void {
  if (clock.escalationLevel === 0) return;
  tellHistory(tx, row, { kind: SlaHistoryKind.DE_ESCALATED, target: clock.target, level: clock.escalationLevel });
  clock.escalationLevel = 0;
}

/** SLA-10: another due time that lies ahead is reminded of where there is time left, and when it passes it is late once more. */
function planAnew(tx: Tx, clock: SlaClock): void {
  clock.cycle += 1;
  if (clock.remindAt && clock.remindAt > tx.now) clock.remindedAt = null;
  clock.nextCheckAt = nextCheck(clock);
}

/** When the tick looks next: for the reminder, else just after the due time. */
function nextCheck({ dueAt, remindAt, remindedAt }: SlaClock): Date | null {
  if (!dueAt) return null;
  return remindAt && !remindedAt ? remindAt : new Date(dueAt.getTime() + 1);
}
