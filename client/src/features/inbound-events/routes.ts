import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/inbound-events",
    name: "inbound-events",
    component: () => import("./pages/EventListPage.vue"),
    meta: { permission: "inboundEvent.read" },
    // The drawer stands beside the list and has an address of its own.
    children: [
      {
        path: ":id",
        name: "inbound-events-detail",
        component: () => import("./components/EventDrawer.vue"),
        props: true,
      },
    ],
  },
];
