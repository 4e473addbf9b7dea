import type { Tx } from "../core/index.ts";
import {
  cancelClocks,
  mayReopen,
  meetTarget,
  pauseClocks,
  recomputeForChange,
  reopenClocks,
  resumeClocks,
  startClocks,
  type SlaCaseRequest,
  type TimesByCase,
} from "./clock.service.ts";
import { escalateNow } from "./escalation.service.ts";
import type { SlaCaseKind, SlaPauseReason, SlaTarget } from "./sla.enums.ts";

/** A case of another module that is due by clocks of this one. The earliest deadline is kept at the case, to sort and count by. */
export interface TimedCase {
  readonly id: string;
  readonly reference: string;
  readonly receivedAt: Date;
  readonly assignee?: { readonly id: string } | null;
  dueAt?: Date | null;
  escalationLevel: number;
}

/** What happened to a deadline, for the timeline of the case. */
export interface DeadlineLine {
  readonly kind: "DEADLINE_CHANGED" | "REMINDED" | "ESCALATED";
  /** Who was told. */
  readonly assigneeId?: string | null;
  readonly escalationLevel?: number;
  /** The reason of whoever raised it by hand. */
  readonly text?: string;
  readonly before?: object;
  readonly after: object;
}

export type CaseFacts = Omit<SlaCaseRequest, "kind" | "caseId" | "receivedAt" | "reference">;

export interface CaseBinding<Case extends TimedCase> {
  kindOf(one: Case): SlaCaseKind;
  /** What its policy is chosen by. */
  factsOf(tx: Tx, one: Case): CaseFacts | Promise<CaseFacts>;
  /** Writes into the timeline of the case. */
  tell(tx: Tx, one: Case, line: DeadlineLine): void;
}

/** SLA-4 to SLA-10: the clocks of one module's cases, one case at a time; what is due next stays with the case. */
export function caseClocks<Case extends TimedCase>({ kindOf, factsOf, tell }: CaseBinding<Case>) {
  const take = (one: Case, times: TimesByCase): void => {
    one.dueAt = times.get(one.id)?.dueAt ?? null;
  };
  const request = async (tx: Tx, one: Case) => ({ kind: kindOf(one), caseId: one.id, ...(await factsOf(tx, one)) });

  return {
    async start(tx: Tx, one: Case): Promise<void> {
      const { receivedAt, reference } = one;
      take(one, await startClocks(tx, [{ ...(await request(tx, one)), receivedAt, reference }]));
    },
    /** A fact changed: severity, department, owner … */
    async recount(tx: Tx, one: Case): Promise<void> {
      take(one, await recomputeForChange(tx, [await request(tx, one)]));
    },
    async meet(tx: Tx, one: Case, target: SlaTarget): Promise<void> {
      take(one, await meetTarget(tx, kindOf(one), [one.id], target));
    },
    async pause(tx: Tx, one: Case, reason: SlaPauseReason): Promise<void> {
      take(one, await pauseClocks(tx, kindOf(one), [one.id], reason));
    },
    async resume(tx: Tx, one: Case): Promise<void> {
      take(one, await resumeClocks(tx, kindOf(one), [one.id]));
    },
    /** Called off, or gone on as another case with clocks of its own. */
    async cancel(tx: Tx, one: Case): Promise<void> {
      take(one, await cancelClocks(tx, kindOf(one), [one.id]));
    },
    /** The time in between does not count, and resolving is due again. */
    async reopen(tx: Tx, one: Case): Promise<void> {
      take(one, await reopenClocks(tx, kindOf(one), [one.id]));
    },
    mayReopen: (tx: Tx, one: Case): Promise<boolean> => mayReopen(tx, kindOf(one), one.id),
    /** SLA-15: to the next level of its chain, by hand; the engine chooses and tells whom. */
    async escalate(tx: Tx, one: Case, reason: string): Promise<void> {
      const before = one.escalationLevel;
      const { level, recipientId } = await escalateNow(tx, kindOf(one), one.id, reason);
      one.escalationLevel = Math.max(before, level);
      tell(tx, one, {
        kind: "ESCALATED",
        escalationLevel: level,
        assigneeId: recipientId,
        text: reason,
        before: { escalationLevel: before },
        after: { escalationLevel: one.escalationLevel, recipientId },
      });
    },
  };
}
