import {
  mdiAccountGroupOutline,
  mdiAccountHeartOutline,
  mdiAccountKeyOutline,
  mdiBullseyeArrow,
  mdiCalendarAccountOutline,
  mdiCogOutline,
  mdiCommentAlertOutline,
  mdiCommentQuoteOutline,
  mdiClipboardTextOutline,
  mdiDoctor,
  mdiFileTreeOutline,
  mdiHospitalBuilding,
  mdiHelpCircleOutline,
  mdiMapMarkerPath,
  mdiShieldSearch,
  mdiSourceBranch,
  mdiTimerCogOutline,
  mdiTrayArrowDown,
  mdiViewDashboardOutline,
} from "@mdi/js";
import type { RouteLocationRaw } from "vue-router";
import type { NavigationCountsQuery } from "#generated/graphql.ts";
import type { Permission } from "#lib/permissions/permissions.ts";

type Counts = NonNullable<NavigationCountsQuery["viewer"]>["navigation"];
export interface NavigationItem {
  key: string;
  route: string;
  /** The view that people come for. */
  query?: Record<string, string>;
  icon: string;
  permission: Permission;
  count?: (counts: Counts) => number;
  /** A count that asks for action is coloured; the word in the label says what it counts. */
  isUrgent?: boolean;
}

export interface NavigationGroup {
  key: string;
  items: readonly NavigationItem[];
}

/** In the order of the day: what one works on, whom it is about, what feeds it. A group without a visible entry is not shown. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    key: "work",
    items: [
      {
        key: "commandCenter",
        route: "command-center",
        icon: mdiViewDashboardOutline,
        permission: "commandCenter.read",
      },
      {
        key: "actions",
        route: "actions",
        query: { isOpen: "1" },
        icon: mdiBullseyeArrow,
        permission: "action.read",
        count: (counts) => counts.overdueActions,
        isUrgent: true,
      },
      {
        key: "complaints",
        route: "complaints",
        query: { isOpen: "1" },
        icon: mdiCommentAlertOutline,
        permission: "complaint.read",
        count: (counts) => counts.overdueComplaints,
        isUrgent: true,
      },
      {
        key: "inquiries",
        route: "inquiries",
        query: { isOpen: "1" },
        icon: mdiHelpCircleOutline,
        permission: "feedback.read",
      },
      {
        key: "feedback",
        route: "feedback",
        query: { isOpen: "1" },
        icon: mdiCommentQuoteOutline,
        permission: "feedback.read",
      },
    ],
  },
  {
    key: "patients",
    items: [
      { key: "patients", route: "patients", icon: mdiAccountHeartOutline, permission: "patient.read" },
      { key: "journeys", route: "journeys", icon: mdiMapMarkerPath, permission: "journey.read" },
      {
        key: "surveys",
        route: "surveys",
        icon: mdiClipboardTextOutline,
        permission: "survey.read",
        count: (counts) => counts.negativeSurveys24h,
      },
    ],
  },
  {
    key: "organization",
    items: [
      { key: "hospitals", route: "hospitals", icon: mdiHospitalBuilding, permission: "hospital.read" },
      { key: "departments", route: "departments", icon: mdiFileTreeOutline, permission: "department.read" },
      { key: "physicians", route: "physicians", icon: mdiDoctor, permission: "physician.read" },
      { key: "employees", route: "employees", icon: mdiAccountGroupOutline, permission: "employee.read" },
      { key: "leave", route: "leave", icon: mdiCalendarAccountOutline, permission: "leave.manage" },
    ],
  },
  {
    key: "system",
    items: [
      { key: "complaintSettings", route: "complaint-settings", icon: mdiCogOutline, permission: "complaint.configure" },
      {
        key: "inboundEvents",
        route: "inbound-events",
        icon: mdiTrayArrowDown,
        permission: "inboundEvent.read",
        count: (counts) => counts.deadEvents,
        isUrgent: true,
      },
      { key: "sla", route: "sla", icon: mdiTimerCogOutline, permission: "sla.read" },
      { key: "automation", route: "automation", icon: mdiSourceBranch, permission: "routing.read" },
      { key: "access", route: "access", icon: mdiAccountKeyOutline, permission: "user.read" },
      { key: "audit", route: "audit", icon: mdiShieldSearch, permission: "audit.read" },
    ],
  },
];

/** The entries that the viewer may open, group by group. */
export function visibleNavigation(can: (permission: Permission) => boolean): NavigationGroup[] {
  return NAVIGATION.map((group) => ({ ...group, items: group.items.filter((item) => can(item.permission)) })).filter(
    (group) => group.items.length > 0,
  );
}

/** Where the day begins for whoever has no command centre: the first entry of their navigation; null for somebody without any. */
export function startOf(can: (permission: Permission) => boolean): RouteLocationRaw | null {
  const first = visibleNavigation(can)[0]?.items[0];
  return first ? { name: first.route, ...(first.query && { query: first.query }) } : null;
}
