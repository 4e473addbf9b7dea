import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/login", name: "login", component: () => import("./pages/LoginPage.vue"), meta: { isPublic: true } },
  {
    path: "/set-password",
    name: "set-password",
    component: () => import("./pages/SetPasswordPage.vue"),
    meta: { isPublic: true },
  },
];
