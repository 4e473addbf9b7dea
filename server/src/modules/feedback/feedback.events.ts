import { defineEvent, liveChannel } from "../core/index.ts";

export type FeedbackChange = "CREATED" | "EDITED" | "ASSIGNED" | "STATUS" | "NOTE" | "ANSWERED" | "CLOSED" | "SLA";

/** Something about an inquiry or a feedback changed. */
export const feedbackChanged = defineEvent<{ feedbackId: string; kind: FeedbackChange }>("feedback.changed");

export const feedbackChangedChannel = liveChannel<{
  id: string;
  hospitalId: string;
  departmentIds: string[];
  physicianIds: string[];
  ownerIds: string[];
}>("px360:feedback");
