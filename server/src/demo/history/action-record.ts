import { EvidenceKind, PxActionLogKind, PxActionSource, PxActionStatus } from "../../modules/action-center/index.ts";
import { itemsFor } from "../../modules/action-center/checklist.rules.ts";
import { missMinutes } from "../../modules/sla/clock.rules.ts";
import { plus } from "../day/clock.ts";
import { checklists } from "../group/checklists.ts";
import type { Random } from "../random.ts";
import { noteOf } from "./action-notes.ts";
import type { DemoAction } from "./actions.ts";

export interface LogLine {
  readonly kind: PxActionLogKind;
  readonly at: Date;
  readonly actorId: string | null;
  readonly from?: PxActionStatus;
  readonly to?: PxActionStatus;
  readonly assigneeId?: string | null;
  readonly note?: string | null;
  readonly level?: number;
  /** When it had been due. */
  readonly missed?: Date;
  readonly checkId?: string;
}

export interface CheckLine {
  readonly id: string;
  readonly textAr: string;
  readonly textEn: string;
  readonly isRequired: boolean;
  tickedAt: Date | null;
  tickedBy: string | null;
}

export interface EvidenceLine {
  readonly kind: EvidenceKind;
  readonly url: string;
  readonly note: string;
  readonly addedBy: string;
  readonly at: Date;
}

export interface NoticeLine {
  readonly kind: "REMINDER" | "BREACH" | "ESCALATION";
  readonly level: number;
  readonly recipientId: string | null;
  readonly at: Date;
}

export interface Told {
  readonly purpose: "ACTION_ASSIGNED" | "ACTION_APPROVAL_ASKED";
  readonly userId: string;
  readonly at: Date;
}

/** What the product would have written about an action by now; its notices are the SLA engine's. */
export interface ActionRecord {
  status: PxActionStatus;
  assigneeId: string | null;
  escalationLevel: number;
  remindedAt: Date | null;
  requestedBy: string | null;
  requestedAt: Date | null;
  approvedBy: string | null;
  closedAt: Date | null;
  closeMissMinutes: number | null;
  updatedAt: Date;
  writes: number;
  readonly log: LogLine[];
  readonly evidence: EvidenceLine[];
  readonly checks: CheckLine[];
  readonly notices: NoticeLine[];
  readonly told: Told[];
}

const { OPEN, IN_PROGRESS, PENDING_APPROVAL, CLOSED, CANCELLED } = PxActionStatus;

/** Plays the steps: status, history, evidence, notices, messages. Whoever has no owner is taken by the PX team. */
export function recordOf(
  random: Random,
  action: DemoAction,
  languageOf: (userId: string) => "AR" | "EN",
): ActionRecord {
  const { createdAt: at, ownerId } = action;
  const record: ActionRecord = {
    status: OPEN,
    assigneeId: ownerId,
    escalationLevel: 0,
    remindedAt: null,
    requestedBy: null,
    requestedAt: null,
    approvedBy: null,
    closedAt: null,
    closeMissMinutes: null,
    updatedAt: at,
    writes: 1,
    evidence: [],
    checks: itemsFor(checklists[PxActionSource.STAGE_SURVEY] ?? [], action.priority).map(
      ({ textAr, textEn, isRequired }) => ({
        id: random.id(at),
        textAr,
        textEn,
        isRequired,
        tickedAt: null,
        tickedBy: null,
      }),
    ),
    notices: [],
    log: [
      {
        kind: PxActionLogKind.CREATED,
        at,
        actorId: null,
        to: OPEN,
        assigneeId: ownerId,
        note: ownerId ? null : "UNROUTABLE",
      },
    ],
    told: ownerId ? [{ purpose: "ACTION_ASSIGNED", userId: ownerId, at }] : [],
  };
  const approver = action.team[0];
  for (const step of action.steps) play(random, action, record, step, approver, languageOf);
  return record;
}

function play(
  random: Random,
  action: DemoAction,
  record: ActionRecord,
  step: DemoAction["steps"][number],
  approver: string | undefined,
  languageOf: (userId: string) => "AR" | "EN",
): void {
  const { at } = step;
  const worker = record.assigneeId ?? approver;
  if (!worker || !approver) return;
  const move = (kind: PxActionLogKind, to: PxActionStatus, actorId: string, note: string | null = null) => {
    record.log.push({ kind, at, actorId, from: record.status, to, note });
    Object.assign(record, { status: to, updatedAt: at, writes: record.writes + 1 });
  };
  const note = (kind: Parameters<typeof noteOf>[1], userId: string) => noteOf(random, kind, languageOf(userId));
  const own = (userId: string, actorId: string | null) => {
    record.log.push({ kind: PxActionLogKind.ASSIGNED, at, actorId, assigneeId: userId });
    record.assigneeId = userId;
  };
  // One after the other, before what comes of it.
  const tick = (check: CheckLine, index: number) => {
    check.tickedAt = plus(at, (index - 10) * 1_000);
    check.tickedBy = worker;
    record.log.push({ kind: PxActionLogKind.CHECK_TICKED, at: check.tickedAt, actorId: worker, checkId: check.id });
  };
  switch (step.kind) {
    case "START":
      move(PxActionLogKind.STATUS_CHANGED, IN_PROGRESS, worker);
      if (!record.assigneeId) own(worker, worker);
      return;
    case "NOTE":
      record.log.push({ kind: PxActionLogKind.NOTE, at, actorId: worker, note: note("WORKING", worker) });
      return;
    case "EVIDENCE": {
      const url = `https://documents.demo.px360.test/actions/${action.id.slice(-12)}/${record.evidence.length + 1}`;
      record.evidence.push({ kind: EvidenceKind.LINK, url, note: note("EVIDENCE", worker), addedBy: worker, at });
      record.log.push({ kind: PxActionLogKind.EVIDENCE_ADDED, at, actorId: worker, note: url });
      record.checks.slice(0, 1).forEach(tick);
      return;
    }
    case "REQUEST_APPROVAL":
      // PX-24: nothing that is required is open when approval is asked for.
      record.checks.filter(({ isRequired, tickedAt }) => isRequired && !tickedAt).forEach(tick);
      move(PxActionLogKind.APPROVAL_REQUESTED, PENDING_APPROVAL, worker, note("DONE", worker));
      Object.assign(record, { requestedBy: worker, requestedAt: at });
      record.told.push({ purpose: "ACTION_APPROVAL_ASKED", userId: approver, at });
      return;
    case "REJECT":
      move(PxActionLogKind.REJECTED, IN_PROGRESS, approver, note("REJECTED", approver));
      Object.assign(record, { requestedBy: null, requestedAt: null });
      return;
    case "APPROVE":
      move(PxActionLogKind.APPROVED, CLOSED, approver, random.chance(0.4) ? note("APPROVED", approver) : null);
      Object.assign(record, { approvedBy: approver, closedAt: at, closeMissMinutes: missMinutes(action.dueAt, at) });
      return;
    case "CANCEL":
      move(PxActionLogKind.CANCELLED, CANCELLED, approver, note("CANCELLED", approver));
      record.closedAt = at;
      return;
    case "REMIND":
      record.remindedAt = at;
      record.writes++;
      record.notices.push({ kind: "REMINDER", level: 0, recipientId: record.assigneeId, at });
      record.log.push({ kind: PxActionLogKind.REMINDED, at, actorId: null, assigneeId: record.assigneeId });
      return;
    case "BREACH":
      record.notices.push({ kind: "BREACH", level: 0, recipientId: record.assigneeId, at });
      record.log.push({ kind: PxActionLogKind.BREACHED, at, actorId: null, missed: action.dueAt });
      return;
    case "ESCALATE": {
      const recipientId = action.recipients.get(step.level) ?? null;
      record.escalationLevel = step.level;
      record.writes++;
      record.notices.push({ kind: "ESCALATION", level: step.level, recipientId, at });
      record.log.push({
        kind: PxActionLogKind.ESCALATED,
        at,
        actorId: null,
        level: step.level,
        assigneeId: recipientId,
        note: recipientId ? null : "UNROUTABLE",
      });
      return;
    }
  }
}
