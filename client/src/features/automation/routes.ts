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
];
