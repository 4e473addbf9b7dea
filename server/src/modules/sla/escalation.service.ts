import { failure, sql, type Tx } from "../core/index.ts";
import { isOpen, loadStates, tellHistory, type CaseState } from "./case-state.ts";
import { chainFor, loadEscalationFacts, type EscalationFacts } from "./escalation.facts.ts";
import { levelAbove, type ChainLevel } from "./escalation.rules.ts";
import type { SlaHistoryCode } from "./history-codes.ts";
import { recipientOf, type EscalationPlace, type Routed } from "./recipient.rules.ts";
import type { SlaClock } from "./sla-clock.entity.ts";
import { SlaHistoryKind, SlaNoticeKind, type SlaCaseKind } from "./sla.enums.ts";
import { slaEscalated } from "./sla.events.ts";

export const factOf = ({ row }: CaseState, clock: SlaClock) => ({
  kind: row.kind,
  caseId: row.caseId,
  clockId: clock.id,
  target: clock.target,
});

export const placeOf = ({ hospital, department, owner }: CaseState["row"]): EscalationPlace => ({
  hospitalId: hospital.id,
  departmentId: department?.id ?? null,
  ownerId: owner?.id ?? null,
});

interface Rise {
  readonly levels: readonly ChainLevel[];
  readonly level: ChainLevel;
  readonly facts: EscalationFacts;
  readonly isByHand?: boolean;
}

/** SLA-9: a clock rises to a level of its chain; who is to be told, or null when nobody could be found. */
export async function raise(tx: Tx, state: CaseState, clock: SlaClock, rise: Rise): Promise<string | null> {
  const { row } = state;
  const { levels, level, facts, isByHand = false } = rise;
  const place = { ...placeOf(row), actorId: isByHand ? tx.actor.userId : undefined };
  const routed = recipientOf(facts.directoryOf(row.kind), facts.absences, place, levels, level.level);
  const recipientId = routed?.userId ?? null;
  clock.escalationLevel = level.level;
  const notice = {
    kind: SlaNoticeKind.ESCALATION,
    level: level.level,
    recipientId,
    isUrgent: level.isOverridingQuietHours,
  };
  if (!(await note(tx, state, clock, notice, facts))) return recipientId;
  await leaveQueue(tx, clock);
  const codes: SlaHistoryCode[] = [...(isByHand ? (["BY_HAND"] as const) : []), ...viaOf(routed)];
  tellHistory(tx, row, {
    kind: routed ? SlaHistoryKind.ESCALATED : SlaHistoryKind.UNROUTABLE,
    target: clock.target,
    level: level.level,
    recipientId,
    note: codes.join(" ") || null,
  });
  const { isReassigning } = level;
  tx.emit(slaEscalated, { ...factOf(state, clock), level: level.level, recipientId, isReassigning, isByHand });
  return recipientId;
}

/** For the history: whom it reached instead of the one it was for. */
export const viaOf = (routed: Routed | null): SlaHistoryCode[] =>
  routed && routed.via !== "DIRECT" ? [routed.via] : [];

/** A level further on, what nobody could be told of is no longer waiting. */
const leaveQueue = (tx: Tx, { id, escalationLevel }: SlaClock) =>
  sql(
    tx.em,
    `update sla_notice set told_at = $3
      where clock_id = $1 and recipient_id is null and told_at is null and level < $2`,
    [id, escalationLevel, tx.now],
  );

interface NewNotice {
  readonly kind: SlaNoticeKind;
  readonly level: number;
  readonly recipientId: string | null;
  readonly isUrgent?: boolean;
  /** Whoever could be told of it hears of it by the level that it rises to with it. */
  readonly isCovered?: boolean;
}

/** SLA-8: true for the one who notes it first; a second worker or a restart gets false and does nothing. */
export async function note(
  tx: Tx,
  { row }: CaseState,
  clock: SlaClock,
  { kind, level, recipientId, isUrgent, isCovered = false }: NewNotice,
  facts: EscalationFacts,
): Promise<boolean> {
  const quiet = facts.quietUntil(row.hospital.id, recipientId);
  const rows = await sql(
    tx.em,
    `insert into sla_notice (created_at, clock_id, cycle, kind, level, recipient_id, at, tell_after, told_at)
     values ($1, $2, $3, $4, $5, $6, $1, $7, $8) on conflict (clock_id, cycle, kind, level) do nothing returning id`,
    [
      tx.now,
      clock.id,
      clock.cycle,
      kind,
      level,
      recipientId,
      isUrgent || !quiet ? tx.now : quiet,
      isCovered ? tx.now : null,
    ],
  );
  return rows.length > 0;
}

export interface RaisedByHand {
  readonly level: number;
  readonly recipientId: string | null;
  /** SLA-20: the recipient is to own the case. */
  readonly isReassigning: boolean;
}

/**
 * SLA-15: to the next level now, its time come or not; the clock that is due first rises. The caller has checked who may do it,
 * and keeps the reason in the timeline of its case, encrypted if it has to be.
 */
export async function escalateNow(tx: Tx, kind: SlaCaseKind, caseId: string, reason: string): Promise<RaisedByHand> {
  if (!reason.trim()) throw failure("REASON_REQUIRED", "Give a reason.", "اذكر السبب.", ["reason"]);
  const [state] = await loadStates(tx, kind, [caseId]);
  if (state?.row.endedAt) {
    throw failure("ALREADY_ENDED", "It has ended; nothing is due any more.", "انتهت الحالة ولم يعد لها موعد استحقاق.");
  }
  const open = state?.clocks.filter(isOpen) ?? [];
  const [clock] = open.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity));
  if (!state || !clock) {
    throw failure(
      "NO_DEADLINE",
      "It has no open deadline, so there is no chain to rise in.",
      "لا يوجد لها موعد استحقاق مفتوح، فلا سلسلة تصعيد لها.",
    );
  }
  const facts = await loadEscalationFacts(tx.em, [{ kind, hospitalId: state.row.hospital.id }], tx.now);
  const levels = chainFor(facts.chains, state.terms?.chainId ?? null, { kind, hospitalId: state.row.hospital.id });
  // Whatever target reached a level, its people have been told of the case; what was met meanwhile takes nothing back.
  const level = levelAbove(levels, Math.max(...state.clocks.map(({ escalationLevel }) => escalationLevel)));
  if (!level) {
    throw failure("END_OF_CHAIN", "It stands at the highest level already.", "وصلت إلى أعلى مستوى تصعيد بالفعل.");
  }
  const recipientId = await raise(tx, state, clock, { levels, level, facts, isByHand: true });
  return { level: level.level, recipientId, isReassigning: level.isReassigning };
}
