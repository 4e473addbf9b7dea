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

/** The page of a thing, as notifications and the search name it. */
export function targetRoute(type: string, id: string): RouteLocationRaw {
  const name = ROUTES[type];
  return name ? { name, params: { id } } : { name: "notifications" };
}
