import { loadDirectory, mayWorkAt } from "../accounts/index.ts";
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
import { workOn } from "./escalation.facts.ts";
import { escalateNow } from "./escalation.service.ts";
import type { SlaTimes } from "./case-state.ts";
import type { SlaCaseKind, SlaPauseReason, SlaTarget } from "./sla.enums.ts";

/** A case of another module that is due by clocks of this one. The earliest deadline is kept at the case, to sort and count by. */
export interface TimedCase {
  readonly id: string;
  readonly reference: string;
  readonly receivedAt: Date;
  readonly assignee?: { readonly id: string } | null;
  readonly closedAt?: Date | null;
  dueAt?: Date | null;
  escalationLevel: number;
}

/** What happened to a deadline, for the timeline of the case. */
export interface DeadlineLine {
  readonly kind: "DEADLINE_CHANGED" | "REMINDED" | "BREACHED" | "ESCALATED";
  /** Who was told. */
  readonly assigneeId?: string | null;
  readonly escalationLevel?: number;
  /** Which target it is about; what was not met in time says when it had been due, too. */
  readonly target?: SlaTarget;
  readonly dueAt?: Date;
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
  /** SLA-20: gives the case to whom a level told, and writes that down. */
  own(tx: Tx, one: Case, userId: string): void;
  /** SLA-20: whoever is told of a case that nobody owns gets it, whatever the level says. */
  readonly isGivingUnowned?: boolean;
  /** Keeps at the case what it shows besides its deadline. */
  keep?(tx: Tx, one: Case, times: SlaTimes): void;
}

/** Whom a level told, and whether they are to own the case. */
export interface Raised {
  readonly recipientId: string | null;
  readonly isReassigning: boolean;
}

/** SLA-4 to SLA-10: the clocks of one module's cases, one case at a time; what is due next stays with the case. */
export function caseClocks<Case extends TimedCase>({
  kindOf,
  factsOf,
  tell,
  own,
  isGivingUnowned = false,
  keep,
}: CaseBinding<Case>) {
  const take = (tx: Tx, one: Case, times: TimesByCase): void => {
    const mine = times.get(one.id);
    if (keep && mine) keep(tx, one, mine);
    else one.dueAt = mine?.dueAt ?? null;
    // SLA-10: it falls with its clocks.
    if (mine) one.escalationLevel = mine.escalationLevel;
  };
  const request = async (tx: Tx, one: Case) => ({ kind: kindOf(one), caseId: one.id, ...(await factsOf(tx, one)) });

  const recount = async (tx: Tx, one: Case): Promise<void> =>
    take(tx, one, await recomputeForChange(tx, [await request(tx, one)]));

  /** SLA-20: only who may work on it can own it: an executive reads, and would leave it with nobody. */
  async function reassign(tx: Tx, one: Case, { recipientId, isReassigning }: Raised): Promise<void> {
    if (!recipientId || one.closedAt || one.assignee?.id === recipientId) return;
    if (!isReassigning && !(isGivingUnowned && !one.assignee)) return;
    const { hospitalId, departmentId = null } = await factsOf(tx, one);
    const directory = await loadDirectory(tx.em, [hospitalId], workOn[kindOf(one)]);
    if (!mayWorkAt(directory, recipientId, { hospitalId, departmentId })) return;
    own(tx, one, recipientId);
    await recount(tx, one);
  }

  return {
    tell,
    reassign,
    /** A fact changed: severity, department, owner … */
    recount,
    async start(tx: Tx, ...cases: readonly Case[]): Promise<void> {
      const requests: SlaCaseRequest[] = [];
      for (const one of cases) {
        const { receivedAt, reference } = one;
        requests.push({ ...(await request(tx, one)), receivedAt, reference });
      }
      const times = await startClocks(tx, requests);
      for (const one of cases) take(tx, one, times);
    },
    async meet(tx: Tx, one: Case, target: SlaTarget): Promise<void> {
      take(tx, one, await meetTarget(tx, kindOf(one), [one.id], target));
    },
    async pause(tx: Tx, one: Case, reason: SlaPauseReason, note?: string): Promise<void> {
      take(tx, one, await pauseClocks(tx, kindOf(one), [one.id], reason, note));
    },
    async resume(tx: Tx, one: Case): Promise<void> {
      take(tx, one, await resumeClocks(tx, kindOf(one), [one.id]));
    },
    /** Called off, or gone on as another case with clocks of its own. */
    async cancel(tx: Tx, one: Case): Promise<void> {
      take(tx, one, await cancelClocks(tx, kindOf(one), [one.id]));
    },
    /** The time in between does not count, and resolving is due again. `closedAt`: as it was; null: sent back before closing. */
    async reopen(tx: Tx, one: Case, closedAt: Date | null): Promise<void> {
      take(tx, one, await reopenClocks(tx, kindOf(one), [one.id], closedAt));
    },
    mayReopen: (tx: Tx, one: Case): Promise<boolean> => mayReopen(tx, kindOf(one), one.id, one.closedAt ?? null),
    /** SLA-15: to the next level of its chain, by hand; the engine chooses and tells whom. */
    async escalate(tx: Tx, one: Case, reason: string): Promise<void> {
      const before = one.escalationLevel;
      const { level, recipientId, isReassigning } = await escalateNow(tx, kindOf(one), one.id, reason);
      one.escalationLevel = Math.max(before, level);
      tell(tx, one, {
        kind: "ESCALATED",
        escalationLevel: level,
        assigneeId: recipientId,
        text: reason,
        before: { escalationLevel: before },
        after: { escalationLevel: one.escalationLevel, recipientId },
      });
      await reassign(tx, one, { recipientId, isReassigning });
    },
  };
}

export type CaseClocks<Case extends TimedCase> = ReturnType<typeof caseClocks<Case>>;
