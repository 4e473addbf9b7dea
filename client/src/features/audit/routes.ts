import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/audit",
    name: "audit",
    component: () => import("./pages/AuditPage.vue"),
    meta: { permission: "audit.read" },
    // The drawer stands beside the list and has an address of its own.
    children: [
      {
        path: ":id",
        name: "audit-detail",
        component: () => import("./components/AuditDrawer.vue"),
        props: true,
      },
    ],
  },
];
