import { cacheExchange } from "@urql/exchange-graphcache";
import type { Exchange } from "@urql/core";

/** Types without an identity of their own: they live inside the object that returned them. */
const EMBEDDED = [
  "PageInfo",
  "BulkPreviewType",
  "UserError",
  "Viewer",
  "NavigationCounts",
  "MaskedIdentity",
  "Complainant",
  "FeedbackContactType",
  "ComplaintDashboard",
  "ComplaintGroup",
  "ComplaintMonth",
  "PatientTimeline",
  "ImportProblem",
  "SurveyAnswer",
  "SurveyScoreExplanation",
  "CommandCenter",
  "Kpi",
  "StageSatisfaction",
  "TrendPoint",
  "DepartmentScore",
  "FeedHealth",
  "StageLoad",
  "MessageParameter",
  "SearchGroup",
  "SearchHit",
  "UserNotificationNews",
  "UserNotificationPreference",
  "ListSetup",
  "RolePermissions",
  "PermissionInfo",
  "PermissionAreaInfo",
  "GrantableRole",
  "AccountLinkInfo",
  "AuditChain",
  "RetentionSetting",
  "AuditChange",
  "AuditName",
  "PresentPerson",
  "PxActionBoard",
  "PxActionHindrance",
  "RelatedPxAction",
  "ChecklistItemType",
  "PxActionBoardColumn",
  "CalendarHours",
  "WeeklyHours",
  "HoursOfDay",
  "HoursOverride",
  "Holiday",
  "CalendarDay",
  "SlaTerms",
  "SlaMatch",
  "SlaTargetTerms",
  "SlaReminder",
  "SlaPreview",
  "PreviewedTarget",
  "ConsideredPolicy",
  "EscalationStep",
  "DryRunStep",
  "RoutingPreview",
  "ConsideredRule",
  "PriorityBandType",
];
const EMBEDDED_ENDINGS = /(Connection|Edge|Abilities|Payload|Explanation|Sla|Routing|Escalation|Mean|Score)$/;

const noKey = () => null;

export function normalizedCache(): Exchange {
  // The endings cover families of types, also those that later releases add.
  const keys = new Proxy<Record<string, () => null>>(
    {},
    {
      get: (_target, name) =>
        typeof name === "string" && (EMBEDDED.includes(name) || EMBEDDED_ENDINGS.test(name)) ? noKey : undefined,
    },
  );
  return cacheExchange({ keys });
}
