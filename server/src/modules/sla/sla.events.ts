import { defineEvent, liveChannel } from "../core/index.ts";
import type { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

interface ClockFact {
  readonly kind: `${SlaCaseKind}`;
  readonly caseId: string;
  readonly clockId: string;
  readonly target: `${SlaTarget}`;
}

/**
 * The due time of a case moved by itself, or its level fell with it (SLA-10): a calendar, a policy. Whoever caches them reads them
 * anew.
 */
export const slaDueChanged = defineEvent<{ kind: `${SlaCaseKind}`; caseId: string }>("sla.dueChanged");
export const slaClockDueSoon = defineEvent<ClockFact & { dueAt: string }>("sla.clockDueSoon");
export const slaClockBreached = defineEvent<ClockFact & { dueAt: string }>("sla.clockBreached");
/**
 * `recipientId` is null when the level stands in the unroutable queue. By hand: the module of the case has written it down
 * already, with the reason. `isReassigning`: whoever is told is to own the case (SLA-20).
 */
export const slaEscalated = defineEvent<
  ClockFact & { level: number; recipientId: string | null; isReassigning: boolean; isByHand?: boolean }
>("sla.escalated");

/** For open consoles: the unroutable queue of a place may have changed. */
export const slaQueueChannel = liveChannel<{ hospitalId: string; departmentIds: string[] }>("px360:slaQueue");
