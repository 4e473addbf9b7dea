import { caseSubscribers, SlaCaseKind } from "../sla/index.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import { Complaint } from "./complaint.entity.ts";

/** CM-9: its deadlines move and its clocks ring in the SLA engine. */
export const deadlineSubscribers = caseSubscribers({
  module: "complaints",
  entity: Complaint,
  kinds: [SlaCaseKind.COMPLAINT],
  clocks: complaintClocks,
});
