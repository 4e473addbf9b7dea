import type { RouteLocationRaw } from "vue-router";

const ROUTES: Record<string, string> = {
  PxAction: "actions-detail",
  JourneyInstance: "journeys-detail",
  SurveyInstance: "surveys-detail",
};

/** The page of the thing that a notification is about. */
export function targetRoute(type: string, id: string): RouteLocationRaw {
  const name = ROUTES[type];
  return name ? { name, params: { id } } : { name: "notifications" };
}
