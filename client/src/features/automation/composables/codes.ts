import type { PxActionPriority, PxActionSource, RoutingTarget } from "#generated/graphql.ts";

export const SOURCES: readonly PxActionSource[] = [
  "STAGE_SURVEY",
  "RESOLUTION_SURVEY",
  "COMPLAINT",
  "SOCIAL_MENTION",
  "CALL_RATING",
  "KPI_BREACH",
  "MANUAL",
];
export const PRIORITIES: readonly PxActionPriority[] = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];
export const TARGETS: readonly RoutingTarget[] = ["DEPARTMENT_MANAGER", "PX_TEAM", "USER", "QUEUE"];
