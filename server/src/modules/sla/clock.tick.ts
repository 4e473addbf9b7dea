import { describeFailure, runSystemTx, sql, type Kernel, type TickContract, type Tx } from "../core/index.ts";
import { clockTimes, isOpen, statesOf, tellHistory, type CaseState } from "./case-state.ts";
import { isBreached } from "./clock.rules.ts";
import { chainFor, loadEscalationFacts, type EscalationFacts } from "./escalation.facts.ts";
import { levelAt, levelDue, type ChainLevel } from "./escalation.rules.ts";
import { factOf, note, placeOf, raise, viaOf } from "./escalation.service.ts";
import { tellWaitingNotices } from "./notice.telling.ts";
import { ownerOrAbove } from "./recipient.rules.ts";
import { SlaCase } from "./sla-case.entity.ts";
import type { SlaClock } from "./sla-clock.entity.ts";
import { SlaHistoryKind, SlaNoticeKind } from "./sla.enums.ts";
import { slaClockBreached, slaClockDueSoon } from "./sla.events.ts";

/** SLA-8: reminders, breaches and escalations. A query over due rows: a missed tick delays and loses nothing. */
export const slaClockTick: TickContract = { kind: "tick", name: "sla-clocks", everySeconds: 30 };

const batchSize = 100;

export async function runSlaClockTick(kernel: Kernel): Promise<void> {
  // What was handled looks again later; only what failed would be found at once.
  const failed: string[] = [];
  for (;;) {
    const ids = await runSystemTx(kernel, slaClockTick.name, (tx) => findDue(tx, failed));
    if (ids.length === 0) break;
    try {
      await runSystemTx(kernel, slaClockTick.name, (tx) => handleDue(tx, ids));
    } catch {
      failed.push(...(await oneByOne(kernel, ids)));
    }
  }
  await runSystemTx(kernel, slaClockTick.name, tellWaitingNotices);
}

/** The batch failed as a whole: each case stands alone. The ones that fail again are named in the log and given back. */
async function oneByOne(kernel: Kernel, ids: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const id of ids) {
    try {
      await runSystemTx(kernel, slaClockTick.name, (tx) => handleDue(tx, [id]));
    } catch (error) {
      kernel.log.error({ slaCaseId: id, reason: describeFailure(error) }, "a deadline could not be looked after");
      failed.push(id);
    }
  }
  return failed;
}

const findDue = async (tx: Tx, except: readonly string[]): Promise<string[]> =>
  (
    await sql<{ id: string }>(
      tx.em,
      `select distinct sla_case_id as id from sla_clock
        where met_at is null and cancelled_at is null and next_check_at <= $1 and sla_case_id <> all($3::uuid[]) limit $2`,
      [tx.now, batchSize, except],
    )
  ).map(({ id }) => id);

async function handleDue(tx: Tx, ids: readonly string[]): Promise<void> {
  // Waits for a worker or a person that has the case; afterwards the rules see what they left.
  await sql(tx.em, "select id from sla_case where id = any($1) order by id for update", [ids]);
  const rows = await tx.em.find(SlaCase, { id: { $in: [...ids] } }, { orderBy: { id: "asc" } });
  const states = await statesOf(tx, rows);
  const cases = rows.map(({ kind, hospital }) => ({ kind, hospitalId: hospital.id }));
  const facts = await loadEscalationFacts(tx.em, cases, tx.now);
  for (const state of states) {
    for (const clock of state.clocks.filter(isOpen)) await handle(tx, state, clock, facts);
  }
}

async function handle(tx: Tx, state: CaseState, clock: SlaClock, facts: EscalationFacts): Promise<void> {
  const { dueAt } = clock;
  if (!dueAt || !clock.nextCheckAt || clock.nextCheckAt > tx.now) return;
  const levels = chainFor(facts.chains, state.terms?.chainId ?? null, {
    kind: state.row.kind,
    hospitalId: state.row.hospital.id,
  });
  if (isBreached(clockTimes(clock), tx.now)) {
    const level = levelDue(levels, { dueAt, escalationLevel: clock.escalationLevel }, tx.now);
    await breach(tx, state, clock, { dueAt, facts, levels, isRising: level !== null });
    if (level) await raise(tx, state, clock, { levels, level, facts });
    const next = levels.find((level) => level.level > clock.escalationLevel);
    clock.nextCheckAt = next ? new Date(levelAt(dueAt, next).getTime() + 1) : null;
  } else {
    await remind(tx, state, clock, { dueAt, facts, levels });
    clock.nextCheckAt = new Date(dueAt.getTime() + 1);
  }
}

interface Passing {
  readonly dueAt: Date;
  readonly facts: EscalationFacts;
  readonly levels: readonly ChainLevel[];
  /** It rises to a level of its chain at the same time. */
  readonly isRising?: boolean;
}

const routedTo = ({ row }: CaseState, { facts, levels }: Passing) =>
  ownerOrAbove(facts.directoryOf(row.kind), facts.absences, placeOf(row), levels);

async function remind(tx: Tx, state: CaseState, clock: SlaClock, passing: Passing): Promise<void> {
  if (clock.remindedAt || !clock.remindAt || clock.remindAt > tx.now) return;
  clock.remindedAt = tx.now;
  const { dueAt, facts } = passing;
  const routed = routedTo(state, passing);
  const recipientId = routed?.userId ?? null;
  if (!(await note(tx, state, clock, { kind: SlaNoticeKind.REMINDER, level: 0, recipientId }, facts))) return;
  const line = { target: clock.target, dueAfter: dueAt, recipientId, note: viaOf(routed)[0] };
  tellHistory(tx, state.row, { kind: SlaHistoryKind.REMINDED, ...line });
  tx.emit(slaClockDueSoon, { ...factOf(state, clock), dueAt: dueAt.toISOString() });
}

/** SLA-9: without an owner who can be told, the level that it rises to at once tells of the breach as well. */
async function breach(tx: Tx, state: CaseState, clock: SlaClock, passing: Passing): Promise<void> {
  const { dueAt, facts, isRising = false } = passing;
  const found = routedTo(state, passing);
  const routed = isRising && found?.via === "NEXT_LEVEL" ? null : found;
  const recipientId = routed?.userId ?? null;
  const notice = { kind: SlaNoticeKind.BREACH, level: 0, recipientId, isCovered: isRising && !routed };
  if (!(await note(tx, state, clock, notice, facts))) return;
  const line = { target: clock.target, dueAfter: dueAt, recipientId, note: viaOf(routed)[0] };
  tellHistory(tx, state.row, { kind: SlaHistoryKind.BREACHED, ...line });
  tx.emit(slaClockBreached, { ...factOf(state, clock), dueAt: dueAt.toISOString() });
}
