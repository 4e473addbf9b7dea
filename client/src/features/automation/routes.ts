import type { RouteRecordRaw } from "vue-router";

const meta = { permission: "routing.read" } as const;

export const routes: RouteRecordRaw[] = [
  { path: "/automation", name: "automation", component: () => import("./pages/RoutingPage.vue"), meta },
  {
    path: "/automation/thresholds",
    name: "automation-thresholds",
    component: () => import("./pages/ThresholdPage.vue"),
    meta,
  },
  {
    path: "/automation/checklists",
    name: "automation-checklists",
    component: () => import("./pages/ChecklistPage.vue"),
    meta,
  },
  {
    path: "/automation/capacity",
    name: "automation-capacity",
    component: () => import("./pages/CapacityPage.vue"),
    meta: { permission: "routing.manage" },
  },
];
