import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/actions",
    name: "actions",
    component: () => import("./pages/ActionListPage.vue"),
    meta: { permission: "action.read" },
  },
  {
    path: "/actions/board",
    name: "actions-board",
    component: () => import("./pages/ActionBoardPage.vue"),
    meta: { permission: "action.read" },
  },
  {
    path: "/actions/:id",
    name: "actions-detail",
    component: () => import("./pages/ActionPage.vue"),
    props: true,
    meta: { permission: "action.read" },
  },
];
