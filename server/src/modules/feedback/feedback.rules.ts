import { FeedbackKind, FeedbackStatus } from "./feedback.enums.ts";

export type FeedbackMove = "START" | "PUT_BACK" | "CLOSE" | "REOPEN" | "CONVERT" | "CANCEL";

interface MoveRule {
  readonly from: readonly FeedbackStatus[];
  readonly to: FeedbackStatus;
  readonly needsReason: boolean;
}

const { OPEN, IN_PROGRESS, CLOSED, CONVERTED, CANCELLED } = FeedbackStatus;

/** FB-2: every way there is. What became a complaint goes on there; what was called off stays so. */
export const feedbackMoves: Readonly<Record<FeedbackMove, MoveRule>> = {
  START: { from: [OPEN], to: IN_PROGRESS, needsReason: false },
  PUT_BACK: { from: [IN_PROGRESS], to: OPEN, needsReason: true },
  CLOSE: { from: [OPEN, IN_PROGRESS], to: CLOSED, needsReason: false },
  REOPEN: { from: [CLOSED], to: IN_PROGRESS, needsReason: true },
  CONVERT: { from: [OPEN, IN_PROGRESS, CLOSED], to: CONVERTED, needsReason: false },
  CANCEL: { from: [OPEN, IN_PROGRESS], to: CANCELLED, needsReason: true },
};

export interface FeedbackMoveFacts {
  readonly kind: FeedbackKind;
  readonly status: FeedbackStatus;
  readonly reason?: string | null;
  readonly isAnswered: boolean;
}

export type FeedbackRefusal = "ILLEGAL_STATUS" | "REASON_REQUIRED" | "ANSWER_REQUIRED";

/** FB-2, FB-3: null when the move is right, else why it is not. */
export function refusalOf(move: FeedbackMove, facts: FeedbackMoveFacts): FeedbackRefusal | null {
  const rule = feedbackMoves[move];
  if (!rule.from.includes(facts.status)) return "ILLEGAL_STATUS";
  if (rule.needsReason && !facts.reason?.trim()) return "REASON_REQUIRED";
  // FB-3: a question is not closed without an answer; the note of a closing may be it.
  if (move === "CLOSE" && facts.kind === FeedbackKind.INQUIRY && !facts.isAnswered) return "ANSWER_REQUIRED";
  return null;
}

export const isMovePossible = (move: FeedbackMove, status: FeedbackStatus): boolean =>
  feedbackMoves[move].from.includes(status);

export const referencePrefix = (kind: FeedbackKind): string => (kind === FeedbackKind.INQUIRY ? "INQ" : "FDB");
