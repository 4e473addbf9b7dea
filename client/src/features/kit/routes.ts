import type { RouteRecordRaw } from "vue-router";

/** A living page of the kit for developers; a build leaves it out. */
export const routes: RouteRecordRaw[] = import.meta.env.DEV
  ? [{ path: "/kit", name: "kit", component: () => import("./pages/KitPage.vue") }]
  : [];
