import type { RouteRecordRaw } from "vue-router";

const meta = { permission: "sla.read" } as const;

export const routes: RouteRecordRaw[] = [
  { path: "/sla", name: "sla", component: () => import("./pages/CalendarListPage.vue"), meta },
  {
    path: "/sla/calendars/:id",
    name: "sla-calendar",
    component: () => import("./pages/CalendarPage.vue"),
    props: true,
    meta,
  },
  { path: "/sla/policies", name: "sla-policies", component: () => import("./pages/PolicyListPage.vue"), meta },
  {
    path: "/sla/policies/:id",
    name: "sla-policy",
    component: () => import("./pages/PolicyPage.vue"),
    props: true,
    meta,
  },
  { path: "/sla/chains", name: "sla-chains", component: () => import("./pages/ChainListPage.vue"), meta },
  { path: "/sla/unroutable", name: "sla-unroutable", component: () => import("./pages/UnroutablePage.vue"), meta },
  {
    path: "/leave",
    name: "leave",
    component: () => import("./pages/LeavePage.vue"),
    meta: { permission: "leave.manage" },
  },
];
