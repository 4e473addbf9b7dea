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

/** Lists of what is the reader's own: who is given many things at once is told once. */
const OWN: Record<string, string> = {
  MyComplaints: "complaints",
  MyInquiries: "inquiries",
  MyFeedback: "feedback",
  MyActions: "actions",
};

/** Where on its page a note is read in which somebody was named. */
const NOTES: Record<string, string> = { PxAction: "discussion", Complaint: "timeline", Feedback: "timeline" };

/** The page of a thing, as notifications and the search name it; whoever was named lands where they were. */
export function targetRoute(type: string, id: string, isMention = false): RouteLocationRaw {
  const own = OWN[type];
  if (own) return { name: own, query: { isOpen: "1", isMine: "1" } };
  const name = ROUTES[type];
  if (!name) return { name: "notifications" };
  const tab = isMention ? NOTES[type] : undefined;
  return { name, params: { id }, query: tab ? { tab } : {} };
}
