import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { failure, sql, type Tx } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { isOpen, loadStates, openPause, tellHistory, timesOf, type CaseState, type SlaTimes } from "./case-state.ts";
import { missMinutes } from "./clock.rules.ts";
import type { SlaHistoryCode } from "./history-codes.ts";
import { choosePolicy } from "./policy.rules.ts";
import { readdress, type Handover } from "./readdress.service.ts";
import { adopt, refresh } from "./recompute.service.ts";
import { departmentPaths, factsOf, loadSetup } from "./setup.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaPause } from "./sla-pause.entity.ts";
import { SlaHistoryKind, SlaPauseReason, SlaTarget, type SlaCaseKind } from "./sla.enums.ts";
import { localDay } from "./zone.rules.ts";

/** What another module says of its case. Ids and codes only: no patient identity. */
export interface SlaCaseRequest {
  readonly kind: SlaCaseKind;
  readonly caseId: string;
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly ownerId?: string | null;
  readonly source?: string | null;
  readonly severity?: string | null;
  readonly priority?: string | null;
  /** The category and all above it. */
  readonly categoryPath?: readonly string[];
  /** When it was received; it may be due already when it is written down. */
  readonly receivedAt: Date;
  /** A readable number for notices. */
  readonly reference: string;
}

export type TimesByCase = ReadonlyMap<string, SlaTimes>;

const times = (states: readonly CaseState[]): TimesByCase =>
  new Map(states.map((state) => [state.row.caseId, timesOf(state)]));

const userOf = (id: string | null | undefined) => (id ? ref(User, id) : null);

/** SLA-4: starts the clocks of new cases; a case that has some already keeps them. */
export async function startClocks(tx: Tx, requests: readonly SlaCaseRequest[]): Promise<TimesByCase> {
  const known = await Promise.all(
    [...new Set(requests.map(({ kind }) => kind))].map((kind) =>
      loadStates(
        tx,
        kind,
        requests.filter((request) => request.kind === kind).map(({ caseId }) => caseId),
      ),
    ),
  );
  const states = known.flat();
  const isKnown = (request: SlaCaseRequest) =>
    states.some(({ row }) => row.kind === request.kind && row.caseId === request.caseId);
  const started = requests.filter((request) => !isKnown(request)).map((request) => newState(tx, request));
  await place(tx, started, null);
  for (const state of started) {
    tellHistory(tx, state.row, { kind: SlaHistoryKind.STARTED, dueAfter: timesOf(state).dueAt });
  }
  return times([...states, ...started]);
}

function newState(tx: Tx, request: SlaCaseRequest): CaseState {
  const row = tx.em.create(SlaCase, {
    kind: request.kind,
    caseId: request.caseId,
    hospital: ref(Hospital, request.hospitalId),
    reference: request.reference,
    startedAt: request.receivedAt,
    categoryPath: [],
  });
  setFacts(row, request);
  return { row, clocks: [], pauses: [], terms: null, hours: null };
}

type Facts = Omit<SlaCaseRequest, "receivedAt" | "reference">;

/** All but the owner: whoever has the case, its policy stays. */
const choosingFacts = ({ hospital, department, source, severity, priority, categoryPath }: SlaCase): string =>
  JSON.stringify([hospital.id, department?.id, source, severity, priority, categoryPath]);

const placeKey = ({ hospital, department }: SlaCase): string => `${hospital.id} ${department?.id ?? ""}`;

/** True when a fact changed that policies are chosen by. */
function setFacts(row: SlaCase, request: Facts): boolean {
  const before = choosingFacts(row);
  row.hospital = ref(Hospital, request.hospitalId);
  row.department = request.departmentId ? ref(Department, request.departmentId) : null;
  row.owner = userOf(request.ownerId);
  row.source = request.source ?? null;
  row.severity = request.severity ?? null;
  row.priority = request.priority ?? null;
  row.categoryPath = [...(request.categoryPath ?? [])];
  return choosingFacts(row) !== before;
}

/** Chooses the policy of each case by its facts and computes its dates. */
async function place(tx: Tx, states: readonly CaseState[], why: string | null): Promise<void> {
  if (states.length === 0) return;
  const setup = await loadSetup(tx.em);
  const paths = await departmentPaths(
    tx.em,
    states.flatMap(({ row }) => (row.department ? [row.department.id] : [])),
  );
  for (const state of states) {
    const { chosen } = choosePolicy(setup.policies, factsOf(state.row, paths));
    adopt(tx, state, chosen, setup, why);
  }
}

/**
 * SLA-7: facts of a case changed (severity, department …): its policy is chosen anew, pauses stay. Another owner changes who is
 * told, not the policy: an edit for new cases only does not reach this one by way of an assignment.
 */
export async function recomputeForChange(
  tx: Tx,
  requests: readonly Facts[],
  why: SlaHistoryCode = "FACTS_CHANGED",
): Promise<TimesByCase> {
  const states: CaseState[] = [];
  for (const kind of new Set(requests.map((request) => request.kind))) {
    states.push(
      ...(await loadStates(
        tx,
        kind,
        requests.map(({ caseId }) => caseId),
      )),
    );
  }
  const moved: CaseState[] = [];
  const handovers: Handover[] = [];
  for (const state of states) {
    const { row } = state;
    const request = requests.find(({ kind, caseId }) => kind === row.kind && caseId === row.caseId);
    if (!request) continue;
    const formerOwnerId = row.owner?.id ?? null;
    const formerPlace = placeKey(row);
    const isMoved = setFacts(row, request);
    if (row.endedAt) continue;
    if (isMoved) moved.push(state);
    const isElsewhere = placeKey(row) !== formerPlace;
    if (isElsewhere || formerOwnerId !== (row.owner?.id ?? null)) handovers.push({ state, formerOwnerId, isElsewhere });
  }
  await place(tx, moved, why);
  await readdress(tx, handovers);
  return times(states);
}

/** SLA-5: stops all clocks; a case that stands still already stays as it is. */
export async function pauseClocks(
  tx: Tx,
  kind: SlaCaseKind,
  caseIds: readonly string[],
  reason: SlaPauseReason,
  note?: string | null,
): Promise<TimesByCase> {
  const states = await loadStates(tx, kind, caseIds);
  for (const state of states.filter((one) => !one.row.endedAt && !openPause(one))) {
    addPause(tx, state, reason, tx.now, null, note);
    tellHistory(tx, state.row, { kind: SlaHistoryKind.PAUSED, note: note ?? reason });
    refresh(tx, state, null);
  }
  return times(states);
}

function addPause(
  tx: Tx,
  { row, pauses }: CaseState,
  reason: SlaPauseReason,
  fromAt: Date,
  untilAt: Date | null,
  note?: string | null,
): void {
  const actor = userOf(tx.actor.userId);
  pauses.push(
    tx.em.create(SlaPause, { slaCase: row, reason, note, fromAt, untilAt, actor, actorLabel: tx.actor.label }),
  );
}

/** SLA-5: lets the clocks go on, from now or from when the answer came. */
export async function resumeClocks(
  tx: Tx,
  kind: SlaCaseKind,
  caseIds: readonly string[],
  at: Date = tx.now,
): Promise<TimesByCase> {
  const states = await loadStates(tx, kind, caseIds);
  for (const state of states) {
    const pause = openPause(state);
    if (!pause) continue;
    pause.untilAt = at > pause.fromAt ? at : pause.fromAt;
    refresh(tx, state, null);
    tellHistory(tx, state.row, { kind: SlaHistoryKind.RESUMED, dueAfter: timesOf(state).dueAt });
  }
  return times(states);
}

/** SLA-6: a target is met, once. Resolving ends a pause and meets whatever else was open. */
export async function meetTarget(
  tx: Tx,
  kind: SlaCaseKind,
  caseIds: readonly string[],
  target: SlaTarget,
  at: Date = tx.now,
): Promise<TimesByCase> {
  const states = await loadStates(tx, kind, caseIds);
  for (const state of states) {
    const isEnd = target === SlaTarget.RESOLVE;
    if (isEnd) endPause(tx, state, at);
    for (const clock of state.clocks.filter((one) => isOpen(one) && (isEnd || one.target === target))) {
      clock.metAt = at;
      clock.missMinutes = missMinutes(clock.dueAt ?? null, at);
      tellHistory(tx, state.row, {
        kind: SlaHistoryKind.MET,
        target: clock.target,
        dueAfter: clock.dueAt ?? null,
        note: clock.missMinutes > 0 ? `${"LATE" satisfies SlaHistoryCode} ${clock.missMinutes}` : null,
      });
    }
    if (isEnd) state.row.endedAt ??= at;
  }
  await withdraw(tx, states);
  return times(states);
}

function endPause(tx: Tx, state: CaseState, at: Date): void {
  const pause = openPause(state);
  if (!pause) return;
  pause.untilAt = at > pause.fromAt ? at : pause.fromAt;
  refresh(tx, state, null);
}

/** SLA-10: called off: nothing is due any more, the history stays. */
export async function cancelClocks(tx: Tx, kind: SlaCaseKind, caseIds: readonly string[]): Promise<TimesByCase> {
  const states = await loadStates(tx, kind, caseIds);
  for (const state of states.filter(({ row }) => !row.endedAt)) {
    endPause(tx, state, tx.now);
    for (const clock of state.clocks.filter(isOpen)) clock.cancelledAt = tx.now;
    state.row.endedAt = tx.now;
    tellHistory(tx, state.row, { kind: SlaHistoryKind.CANCELLED });
  }
  await withdraw(tx, states);
  return times(states);
}

/** What waits for the end of quiet hours or for a digest is no longer worth telling once the target is met. */
async function withdraw(tx: Tx, states: readonly CaseState[]): Promise<void> {
  const ended = states.flatMap(({ clocks }) => clocks.filter((clock) => !isOpen(clock)).map(({ id }) => id));
  await sql(tx.em, "update sla_notice set told_at = $2 where clock_id = any($1) and told_at is null", [ended, tx.now]);
}

/**
 * SLA-6: the same clock goes on: the time since it was settled does not count, and resolving is due again. The days in which it
 * may be reopened count from `closedAt`; null: it was settled and not closed yet, so that it is sent back at any time.
 */
export async function reopenClocks(
  tx: Tx,
  kind: SlaCaseKind,
  caseIds: readonly string[],
  closedAt: Date | null,
): Promise<TimesByCase> {
  const states = await loadStates(tx, kind, caseIds);
  for (const state of states) {
    const { row } = state;
    if (!row.endedAt) continue;
    if (!isReopenable(state, closedAt, tx.now)) {
      throw failure(
        "REOPEN_TOO_LATE",
        "It was closed too long ago; open a new case that is linked to it.",
        "مضى وقت طويل على إغلاقها؛ افتح حالة جديدة مرتبطة بها.",
      );
    }
    addPause(tx, state, SlaPauseReason.CLOSED, row.endedAt, tx.now);
    row.endedAt = null;
    row.reopenCount += 1;
    for (const clock of state.clocks.filter(({ target }) => target === SlaTarget.RESOLVE)) {
      Object.assign(clock, { metAt: null, cancelledAt: null, missMinutes: null, remindedAt: null, escalationLevel: 0 });
      clock.cycle += 1;
    }
    refresh(tx, state, null);
    tellHistory(tx, row, { kind: SlaHistoryKind.REOPENED, dueAfter: timesOf(state).dueAt });
  }
  return times(states);
}

function isReopenable({ terms, hours }: CaseState, closedAt: Date | null, now: Date): boolean {
  if (!closedAt || !terms || !hours) return true;
  const days = localDay(now.getTime(), hours.timeZone) - localDay(closedAt.getTime(), hours.timeZone);
  return days <= terms.reopenDays;
}

/** Whether a case that was closed then may be reopened now; else a new one is linked to it. */
export async function mayReopen(tx: Tx, kind: SlaCaseKind, caseId: string, closedAt: Date | null): Promise<boolean> {
  const [state] = await loadStates(tx, kind, [caseId]);
  return !state || isReopenable(state, closedAt, tx.now);
}
