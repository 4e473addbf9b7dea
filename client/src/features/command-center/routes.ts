import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/",
    name: "command-center",
    component: () => import("./pages/CommandCenterPage.vue"),
    meta: { permission: "commandCenter.read" },
  },
];
