import type { RouteLocationRaw } from "vue-router";

const ROUTES: Record<string, string> = {
  PxAction: "actions-detail",
  JourneyInstance: "journeys-detail",
  SurveyInstance: "surveys-detail",
  Complaint: "complaints-detail",
  Feedback: "feedback-detail",
  Patient: "patients-detail",
  Physician: "physicians-detail",
  Department: "departments-detail",
};

/** Where on its page a note is read in which somebody was named. */
const NOTES: Record<string, string> = { PxAction: "discussion", Complaint: "timeline", Feedback: "timeline" };

/** A digest is about many: the list that holds them, as the server's `notice.telling.ts` and `bulk-assignment.ts` name it. */
const LISTS: Record<string, string> = {
  Complaints: "complaints",
  Inquiries: "inquiries",
  Feedback: "feedback",
  Actions: "actions",
};
const VIEWS: Record<string, Record<string, string>> = {
  Open: { isOpen: "1" },
  My: { isOpen: "1", isMine: "1" },
  Overdue: { isOverdue: "1" },
  Escalated: { isOpen: "1", isEscalated: "1" },
};
function listRoute(type: string): RouteLocationRaw | null {
  const [, view = "", list = ""] = /^([A-Z][a-z]+)([A-Z][a-z]+)$/.exec(type) ?? [];
  const name = LISTS[list];
  return name && VIEWS[view] ? { name, query: VIEWS[view] } : null;
}

/** The page of a thing, as notifications and the search name it; whoever was named lands where they were. */
export function targetRoute(type: string, id: string, isMention = false): RouteLocationRaw {
  const name = ROUTES[type];
  if (!name) return listRoute(type) ?? { name: "notifications" };
  const tab = isMention ? NOTES[type] : undefined;
  return { name, params: { id }, query: tab ? { tab } : {} };
}
