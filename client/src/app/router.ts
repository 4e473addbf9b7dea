import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { routes as access } from "#features/access/routes.ts";
import { routes as account } from "#features/account/routes.ts";
import { routes as actions } from "#features/actions/routes.ts";
import { routes as audit } from "#features/audit/routes.ts";
import { routes as auth } from "#features/auth/routes.ts";
import { routes as automation } from "#features/automation/routes.ts";
import { routes as commandCenter } from "#features/command-center/routes.ts";
import { routes as complaints } from "#features/complaints/routes.ts";
import { routes as feedback } from "#features/feedback/routes.ts";
import { routes as inboundEvents } from "#features/inbound-events/routes.ts";
import { routes as journeys } from "#features/journeys/routes.ts";
import { routes as kit } from "#features/kit/routes.ts";
import { routes as notifications } from "#features/notifications/routes.ts";
import { routes as organizations } from "#features/organizations/routes.ts";
import { routes as patients } from "#features/patients/routes.ts";
import { routes as sla } from "#features/sla/routes.ts";
import { routes as surveys } from "#features/surveys/routes.ts";
import { rememberPages } from "./palette/recent-pages.ts";
import { installGuards, isSamePage } from "./guards.ts";

const routes: RouteRecordRaw[] = [
  ...auth,
  ...commandCenter,
  ...journeys,
  ...surveys,
  ...actions,
  ...complaints,
  ...feedback,
  ...inboundEvents,
  ...notifications,
  ...kit,
  ...account,
  ...organizations,
  ...patients,
  ...access,
  ...audit,
  ...sla,
  ...automation,
  { path: "/:rest(.*)*", name: "not-found", component: () => import("./pages/NotFoundPage.vue") },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (isSamePage(to, from) ? undefined : { top: 0 }),
});
installGuards(router);
rememberPages(router);
