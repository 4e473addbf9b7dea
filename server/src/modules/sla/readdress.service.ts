import { sql, type Tx } from "../core/index.ts";
import { hintQueue, isOpen, type CaseState } from "./case-state.ts";
import { chainFor, loadEscalationFacts, type EscalationFacts } from "./escalation.facts.ts";
import { placeOf } from "./escalation.service.ts";
import { ownerOrAbove, recipientOf } from "./recipient.rules.ts";
import { SlaNoticeKind } from "./sla.enums.ts";

/** A case that was given to somebody else, or that is another place's now. */
export interface Handover {
  readonly state: CaseState;
  readonly formerOwnerId: string | null;
  readonly isElsewhere: boolean;
}

interface Waiting {
  readonly id: string;
  readonly clockId: string;
  readonly kind: SlaNoticeKind;
  readonly level: number;
  readonly recipientId: string | null;
}

/**
 * SLA-11: what was not told yet when a case changes hands. Reminders and breaches are the new owner's; an escalation is
 * the former owner's only where its level names the owner, and else stays with whom its level found. In another department
 * or hospital others hold the roles that a level names: all of it is addressed anew, also what nobody could be told of.
 */
export async function readdress(tx: Tx, handovers: readonly Handover[]): Promise<void> {
  const clockIds = handovers.flatMap(({ state }) => state.clocks.filter(isOpen).map(({ id }) => id));
  if (clockIds.length === 0) return;
  const waiting = await sql<Waiting>(
    tx.em,
    `select id, clock_id as "clockId", kind, level, recipient_id as "recipientId" from sla_notice
      where clock_id = any($1) and told_at is null`,
    [clockIds],
  );
  if (waiting.length === 0) return;
  const cases = handovers.map(({ state: { row } }) => ({ kind: row.kind, hospitalId: row.hospital.id }));
  const facts = await loadEscalationFacts(tx.em, cases, tx.now);
  for (const notice of waiting) {
    const handover = handovers.find(({ state }) => state.clocks.some(({ id }) => id === notice.clockId));
    if (handover && isOwners(notice, handover, facts)) await address(tx, notice, handover.state, facts);
  }
}

function isOwners(
  { kind, recipientId }: Waiting,
  { formerOwnerId, isElsewhere }: Handover,
  { absences }: EscalationFacts,
): boolean {
  if (isElsewhere || kind !== SlaNoticeKind.ESCALATION) return true;
  return formerOwnerId !== null && [formerOwnerId, absences.get(formerOwnerId)].includes(recipientId);
}

async function address(tx: Tx, notice: Waiting, { row, terms }: CaseState, facts: EscalationFacts): Promise<void> {
  const hospitalId = row.hospital.id;
  const levels = chainFor(facts.chains, terms?.chainId ?? null, { kind: row.kind, hospitalId });
  const [directory, place] = [facts.directoryOf(row.kind), placeOf(row)];
  const routed =
    notice.kind === SlaNoticeKind.ESCALATION
      ? recipientOf(directory, facts.absences, place, levels, notice.level)
      : ownerOrAbove(directory, facts.absences, place, levels);
  const recipientId = routed?.userId ?? null;
  if ((recipientId === null) !== (notice.recipientId === null)) hintQueue(tx, row);
  const isUrgent = levels.some(({ level, isOverridingQuietHours }) => level === notice.level && isOverridingQuietHours);
  const quiet = isUrgent ? null : facts.quietUntil(hospitalId, recipientId);
  await sql(tx.em, "update sla_notice set recipient_id = $2, tell_after = $3 where id = $1", [
    notice.id,
    recipientId,
    quiet ?? tx.now,
  ]);
}
