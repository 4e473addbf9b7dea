import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/patients",
    name: "patients",
    component: () => import("./pages/PatientListPage.vue"),
    meta: { permission: "patient.read" },
  },
  {
    path: "/patients/:id",
    name: "patients-detail",
    component: () => import("./pages/PatientPage.vue"),
    props: true,
    meta: { permission: "patient.read" },
  },
];
