import { backOffSeconds } from "../core/index.ts";
import type { SendOutcome } from "./gateways/gateway.ts";
import { NotificationStatus, UncertainRule } from "./notification.enums.ts";
import type { NotificationRow } from "./notification.rows.ts";
import type { Outcome } from "./notification.settle.ts";

const { CANCELLED, DEAD, FAILED, QUEUED, SENT, UNCERTAIN } = NotificationStatus;

export interface RetryRule {
  readonly maxAttempts: number;
  readonly uncertainRule: UncertainRule;
}

/** The circuit opened, or time ran out, before the message was handed over: no attempt. */
export const notStarted = { kind: "notStarted", code: "GATEWAY_UNAVAILABLE" } as const;
export type Answer = SendOutcome | typeof notStarted;

const sendingMs = 180_000;

/** A row that is SENDING after this was lost with its worker. */
export const sendingDeadline = (now: Date): Date => new Date(now.getTime() + sendingMs);

/** Sends that have not begun by then are put back: their answer could come after the deadline. */
export const lastStartMs = sendingMs - 20_000;

/** A gateway's failure is tried again after one, two, four … minutes (architecture.md: “theirs”, few). */
export const retryAt = (now: Date, attempts: number): Date =>
  new Date(now.getTime() + backOffSeconds(attempts + 5) * 1_000);

/** NO-10: what follows when a message may have been sent or not: never silently twice. */
export function afterUncertainty(now: Date, row: NotificationRow, rule: RetryRule | undefined, error: string): Outcome {
  if (row.cancelReason) return { row, status: CANCELLED, error: row.cancelReason };
  if (rule?.uncertainRule !== UncertainRule.RETRY) return { row, status: UNCERTAIN, error };
  if (row.attempts >= rule.maxAttempts) return { row, status: DEAD, error };
  return { row, status: FAILED, availableAt: retryAt(now, row.attempts), error };
}

/** NO-11: what a gateway's answer makes of the message. */
export function afterAnswer(
  now: Date,
  row: NotificationRow,
  rule: RetryRule,
  answer: Answer,
  blockedUntil: Date | null,
): Outcome {
  if (answer.kind === "sent") return { row, status: SENT };
  if (row.cancelReason) return { row, status: CANCELLED, error: row.cancelReason };
  if (answer.kind === "notStarted")
    return { row, status: QUEUED, attempts: Math.max(0, row.attempts - 1), availableAt: blockedUntil ?? now };
  if (answer.kind === "unknown") return afterUncertainty(now, row, rule, answer.code);
  if (answer.kind === "rejected" || row.attempts >= rule.maxAttempts) return { row, status: DEAD, error: answer.code };
  return { row, status: FAILED, availableAt: retryAt(now, row.attempts), error: answer.code };
}

/** How the attempt itself stands in the log. */
export function logStatusOf(answer: Answer, next: Outcome): NotificationStatus {
  if (answer.kind === "sent") return SENT;
  if (answer.kind === "unknown") return UNCERTAIN;
  return next.status === DEAD ? DEAD : FAILED;
}
