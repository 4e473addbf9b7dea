import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/access", redirect: { name: "access" } },
  {
    path: "/access/users",
    name: "access",
    component: () => import("./pages/UserListPage.vue"),
    meta: { permission: "user.read" },
  },
  {
    path: "/access/users/:id",
    name: "access-user",
    component: () => import("./pages/UserPage.vue"),
    props: true,
    meta: { permission: "user.read" },
  },
  {
    path: "/access/roles",
    name: "access-roles",
    component: () => import("./pages/RolesPage.vue"),
    meta: { permission: "user.read" },
  },
  {
    path: "/access/api-keys",
    name: "access-api-keys",
    component: () => import("./pages/ApiKeysPage.vue"),
    meta: { permission: "apiKey.manage" },
  },
  {
    path: "/access/service-accounts",
    name: "access-service-accounts",
    component: () => import("./pages/ServiceAccountsPage.vue"),
    meta: { permission: "apiKey.manage" },
  },
];
