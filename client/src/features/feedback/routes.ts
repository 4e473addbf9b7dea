import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/inquiries",
    name: "inquiries",
    component: () => import("./pages/FeedbackListPage.vue"),
    props: { isInquiries: true },
    meta: { permission: "feedback.read" },
  },
  {
    path: "/feedback",
    name: "feedback",
    component: () => import("./pages/FeedbackListPage.vue"),
    props: { isInquiries: false },
    meta: { permission: "feedback.read" },
  },
  {
    path: "/feedback/new",
    name: "feedback-new",
    component: () => import("./pages/FeedbackNewPage.vue"),
    meta: { permission: "feedback.create" },
  },
  {
    path: "/feedback/:id",
    name: "feedback-detail",
    component: () => import("./pages/FeedbackPage.vue"),
    props: true,
    meta: { permission: "feedback.read" },
  },
  {
    path: "/feedback/:id/edit",
    name: "feedback-edit",
    component: () => import("./pages/FeedbackEditPage.vue"),
    props: true,
    meta: { permission: "feedback.work" },
  },
];
