import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/complaints",
    name: "complaints",
    component: () => import("./pages/ComplaintListPage.vue"),
    meta: { permission: "complaint.read" },
  },
  {
    path: "/complaints/new",
    name: "complaints-new",
    component: () => import("./pages/ComplaintNewPage.vue"),
    meta: { permission: "complaint.create" },
  },
  {
    path: "/complaints/satisfaction",
    name: "complaints-satisfaction",
    component: () => import("./pages/SatisfactionPage.vue"),
    meta: { permission: "complaint.read" },
  },
  {
    path: "/configuration/complaints",
    name: "complaint-settings",
    component: () => import("./pages/SettingsPage.vue"),
    meta: { permission: "complaint.configure" },
  },
  {
    path: "/configuration/complaints/categories",
    name: "complaint-settings-categories",
    component: () => import("./pages/CategoriesPage.vue"),
    meta: { permission: "complaint.configure" },
  },
  {
    path: "/complaints/:id",
    name: "complaints-detail",
    component: () => import("./pages/ComplaintPage.vue"),
    props: true,
    meta: { permission: "complaint.read" },
  },
  {
    path: "/complaints/:id/edit",
    name: "complaints-edit",
    component: () => import("./pages/ComplaintEditPage.vue"),
    props: true,
    meta: { permission: "complaint.work" },
  },
];
