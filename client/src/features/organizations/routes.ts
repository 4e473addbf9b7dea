import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/hospitals",
    name: "hospitals",
    component: () => import("./pages/HospitalListPage.vue"),
    meta: { permission: "hospital.read" },
  },
  {
    path: "/hospitals/:id",
    name: "hospitals-detail",
    component: () => import("./pages/HospitalPage.vue"),
    props: true,
    meta: { permission: "hospital.read" },
  },
  {
    path: "/departments",
    name: "departments",
    component: () => import("./pages/DepartmentTreePage.vue"),
    meta: { permission: "department.read" },
  },
  {
    path: "/departments/:id",
    name: "departments-detail",
    component: () => import("./pages/DepartmentPage.vue"),
    props: true,
    meta: { permission: "department.read" },
  },
  {
    path: "/physicians",
    name: "physicians",
    component: () => import("./pages/PhysicianListPage.vue"),
    meta: { permission: "physician.read" },
  },
  {
    path: "/physicians/:id",
    name: "physicians-detail",
    component: () => import("./pages/PhysicianPage.vue"),
    props: true,
    meta: { permission: "physician.read" },
  },
  {
    path: "/employees",
    name: "employees",
    component: () => import("./pages/EmployeeListPage.vue"),
    meta: { permission: "employee.read" },
  },
  {
    path: "/employees/:id",
    name: "employees-detail",
    component: () => import("./pages/EmployeePage.vue"),
    props: true,
    meta: { permission: "employee.read" },
  },
  {
    path: "/departments/import",
    name: "departments-import",
    component: () => import("./pages/ImportPage.vue"),
    props: { kind: "DEPARTMENTS" },
    meta: { permission: "department.manage" },
  },
  {
    path: "/physicians/import",
    name: "physicians-import",
    component: () => import("./pages/ImportPage.vue"),
    props: { kind: "PHYSICIANS" },
    meta: { permission: "physician.manage" },
  },
  {
    path: "/employees/import",
    name: "employees-import",
    component: () => import("./pages/ImportPage.vue"),
    props: { kind: "EMPLOYEES" },
    meta: { permission: "employee.manage" },
  },
  {
    path: "/patients/import",
    name: "patients-import",
    component: () => import("./pages/ImportPage.vue"),
    props: { kind: "PATIENTS" },
    meta: { permission: "patient.manage" },
  },
];
