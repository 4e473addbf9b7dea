import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/surveys",
    name: "surveys",
    component: () => import("./pages/SurveyListPage.vue"),
    meta: { permission: "survey.read" },
  },
  {
    path: "/surveys/:id",
    name: "surveys-detail",
    component: () => import("./pages/SurveyPage.vue"),
    props: true,
    meta: { permission: "survey.read" },
  },
];
