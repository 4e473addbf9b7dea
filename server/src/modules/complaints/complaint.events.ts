import { defineEvent, liveChannel } from "../core/index.ts";

export type ComplaintChange =
  | "CREATED"
  | "EDITED"
  | "ASSIGNED"
  | "STATUS"
  | "NOTE"
  | "MESSAGE"
  | "PAUSED"
  | "ATTACHMENT"
  | "REMINDED"
  | "ESCALATED"
  | "RESOLVED"
  | "CLOSED"
  | "REOPENED"
  | "MERGED"
  | "SURVEY"
  | "DEADLINE";

/** Something about a complaint changed. */
export const complaintsChanged = defineEvent<{ complaintId: string; kind: ComplaintChange }>("complaints.changed");

/** For open consoles: which complaint, and whose it is to see. */
export const complaintChangedChannel = liveChannel<{
  id: string;
  hospitalId: string;
  departmentIds: string[];
  ownerIds: string[];
}>("px360:complaint");
