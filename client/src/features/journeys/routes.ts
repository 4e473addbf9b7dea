import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/journeys",
    name: "journeys",
    component: () => import("./pages/JourneyListPage.vue"),
    meta: { permission: "journey.read" },
  },
  {
    path: "/journeys/:id",
    name: "journeys-detail",
    component: () => import("./pages/JourneyPage.vue"),
    props: true,
    meta: { permission: "journey.read" },
  },
];
