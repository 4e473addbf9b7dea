import { PxActionStatus } from "./px-action.enums.ts";

/** PX-5: the only ways from one status to another (F8.4). */
export type Move = "START" | "PUT_BACK" | "REQUEST_APPROVAL" | "WITHDRAW" | "APPROVE" | "REJECT" | "CANCEL";

interface MoveRule {
  readonly from: readonly PxActionStatus[];
  readonly to: PxActionStatus;
  /** Going back and giving up are explained (F8.4). */
  readonly needsReason: boolean;
}

const { OPEN, IN_PROGRESS, PENDING_APPROVAL, CLOSED, CANCELLED } = PxActionStatus;

export const openStatuses: readonly PxActionStatus[] = [OPEN, IN_PROGRESS, PENDING_APPROVAL];

export const moves: Readonly<Record<Move, MoveRule>> = {
  START: { from: [OPEN], to: IN_PROGRESS, needsReason: false },
  PUT_BACK: { from: [IN_PROGRESS], to: OPEN, needsReason: true },
  REQUEST_APPROVAL: { from: [IN_PROGRESS], to: PENDING_APPROVAL, needsReason: false },
  WITHDRAW: { from: [PENDING_APPROVAL], to: IN_PROGRESS, needsReason: true },
  APPROVE: { from: [PENDING_APPROVAL], to: CLOSED, needsReason: false },
  REJECT: { from: [PENDING_APPROVAL], to: IN_PROGRESS, needsReason: true },
  CANCEL: { from: openStatuses, to: CANCELLED, needsReason: true },
};

export interface MoveFacts {
  readonly status: PxActionStatus;
  readonly reason?: string | null;
  readonly isEvidenceRequired: boolean;
  readonly evidenceCount: number;
  /** Required items of the checklist that nobody ticked. */
  readonly openCheckCount: number;
  /** Who asked for the approval that is pending. */
  readonly requestedById: string | null;
  readonly actorId: string | null;
}

export type MoveRefusal =
  | "ILLEGAL_STATUS"
  | "REASON_REQUIRED"
  | "EVIDENCE_REQUIRED"
  | "CHECKLIST_INCOMPLETE"
  | "FOUR_EYES"
  | "NOT_REQUESTER";

/** Steps that lead to the end that was wanted. */
export const isClosing = (move: Move): boolean => move === "REQUEST_APPROVAL" || move === "APPROVE";

/**
 * PX-5, PX-6, PX-7, PX-25: empty when the move is right, else all that stands against it. Rights and scope are asked before. Where
 * there is no such way from the present status nothing else matters.
 */
export function refusalsOf(move: Move, facts: MoveFacts): readonly MoveRefusal[] {
  const rule = moves[move];
  if (!rule.from.includes(facts.status)) return ["ILLEGAL_STATUS"];
  const all: MoveRefusal[] = [];
  if (rule.needsReason && !facts.reason?.trim()) all.push("REASON_REQUIRED");
  // PX-6: where evidence is configured it has to be there when approval is asked for, and still when it is given.
  const closes = isClosing(move);
  if (closes && facts.isEvidenceRequired && facts.evidenceCount === 0) all.push("EVIDENCE_REQUIRED");
  // PX-24: so has each required item of the checklist.
  if (closes && facts.openCheckCount > 0) all.push("CHECKLIST_INCOMPLETE");
  // PX-7: four eyes. Somebody unknown is not somebody else.
  if (move === "APPROVE" && (!facts.actorId || facts.actorId === facts.requestedById)) all.push("FOUR_EYES");
  if (move === "WITHDRAW" && facts.actorId !== facts.requestedById) all.push("NOT_REQUESTER");
  return all;
}

export const isMovePossible = (move: Move, status: PxActionStatus): boolean => moves[move].from.includes(status);

/** PX-5: what “set the status to …” means from where the action stands; null when there is no such way. */
export function moveTo(from: PxActionStatus, to: PxActionStatus): Move | null {
  if (from === OPEN && to === IN_PROGRESS) return "START";
  if (from === IN_PROGRESS && to === OPEN) return "PUT_BACK";
  if (from === PENDING_APPROVAL && to === IN_PROGRESS) return "WITHDRAW";
  return null;
}
