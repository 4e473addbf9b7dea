import { caseSubscribers, SlaCaseKind } from "../sla/index.ts";
import { feedbackClocks } from "./feedback.clocks.ts";
import { Feedback } from "./feedback.entity.ts";

/** FB-6: its deadlines move and its clocks ring in the SLA engine. */
export const deadlineSubscribers = caseSubscribers({
  module: "feedback",
  entity: Feedback,
  kinds: [SlaCaseKind.INQUIRY, SlaCaseKind.FEEDBACK],
  clocks: feedbackClocks,
});
