import { defineEvent, liveChannel } from "../core/index.ts";

export type PxActionChange =
  | "CREATED"
  | "ASSIGNED"
  | "STATUS"
  | "NOTE"
  | "EVIDENCE"
  | "DEADLINE"
  | "REMINDED"
  | "ESCALATED"
  | "CLOSED"
  | "CANCELLED"
  | "PAUSED"
  | "RESUMED";

/** Something about an action changed. */
export const pxActionsChanged = defineEvent<{ pxActionId: string; kind: PxActionChange }>("pxActions.changed");

/** For open consoles: which action, and whose it is to see. */
export const pxActionChangedChannel = liveChannel<{
  id: string;
  hospitalId: string;
  departmentIds: string[];
  ownerId: string | null;
}>("px360:pxAction");
