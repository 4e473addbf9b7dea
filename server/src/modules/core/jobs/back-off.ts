/** Why a piece of work failed decides how long it is tried again (architecture.md, “Three kinds of failure”). */
export type FailureKind = "ours" | "theirs" | "permanent";

/** A failure that no retry can mend: the row becomes a dead letter at once. The message must not carry patient data. */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const attemptsByKind: Record<FailureKind, number> = { ours: 12, theirs: 5, permanent: 1 };

export const maxAttempts = (kind: FailureKind): number => attemptsByKind[kind];

/**
 * Seconds until the next attempt: 2, 4, 8 … capped at 15 minutes, with full jitter in the upper half, so that rows
 * which failed together do not come back together. `random` in [0, 1).
 */
export function backOffSeconds(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(2 ** Math.max(1, attempt), 900);
  return full / 2 + (full / 2) * random();
}

export interface NextAttempt {
  readonly isDead: boolean;
  readonly availableAt: Date;
}

export function nextAttempt(attempts: number, kind: FailureKind, now: Date, random?: () => number): NextAttempt {
  const isDead = attempts >= maxAttempts(kind);
  return { isDead, availableAt: new Date(now.getTime() + backOffSeconds(attempts, random) * 1000) };
}
