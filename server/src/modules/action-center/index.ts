import { presenceAt, type ModuleDefinition } from "../core/index.ts";
import { ActionCapacity } from "./action-capacity.entity.ts";
import { ActionCapacityResolver } from "./action-capacity.resolver.ts";
import { ActionChecklist } from "./action-checklist.entity.ts";
import { ActionChecklistResolver } from "./action-checklist.resolver.ts";
import { openWantedActions } from "./action-wanted.subscriber.ts";
import { ActionTrigger } from "./action-trigger.entity.ts";
import { ActionTriggerResolver, EscalationLevelResolver } from "./automation.resolver.ts";
import { actionSlaTick } from "./action-sla.tick.ts";
import { openActionForComplaint } from "./complaint-registered.subscriber.ts";
import { AssignableUsersResolver } from "./assignable-users.resolver.ts";
import { PxActionBoardResolver } from "./board.resolver.ts";
import { EscalationLevel } from "./escalation-level.entity.ts";
import { evidenceRoutes } from "./evidence.routes.ts";
import { OwnWorkResolver } from "./own-work.resolver.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionCheckResolver, PxActionChecksResolver } from "./px-action-check.resolver.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
import { PxActionNotice } from "./px-action-notice.entity.ts";
import { ComplaintActionsResolver, PxActionOriginResolver, SurveyActionResolver } from "./px-action-origin.resolver.ts";
import { PxActionEvidenceResolver, PxActionLogEntryResolver } from "./px-action-parts.resolver.ts";
import { PxActionBulkResolver } from "./px-action-bulk.resolver.ts";
import { pxActionVerbs } from "./px-action.bulk.ts";
import { PxActionWorkResolver } from "./px-action-work.resolver.ts";
import { PxAction } from "./px-action.entity.ts";
import { pxActionList } from "./px-action.list.ts";
import { PxActionResolver } from "./px-action.resolver.ts";
import { pxActionTimeline } from "./px-action.timeline.ts";
import { RelatedActionsResolver } from "./related-actions.resolver.ts";
import { RoutingRule } from "./routing-rule.entity.ts";
import { RoutingPreviewResolver } from "./routing-preview.resolver.ts";
import { RoutingRuleResolver } from "./routing-rule.resolver.ts";
import { SlaRule } from "./sla-rule.entity.ts";
import { SlaRuleResolver } from "./sla-rule.resolver.ts";
import { openActionForNegativeSurvey } from "./survey-answered.subscriber.ts";
import { pxActionSearch } from "./px-action.search.ts";

export {
  ActionCapacity,
  ActionChecklist,
  ActionTrigger,
  EscalationLevel,
  PxAction,
  PxActionCheck,
  PxActionEvidence,
  PxActionLogEntry,
  PxActionNotice,
  RoutingRule,
  SlaRule,
};
export {
  EscalationTarget,
  EvidenceKind,
  priorityRank,
  PxActionLogKind,
  PxActionPriority,
  PxActionSource,
  PxActionStatus,
  RoutingTarget,
} from "./px-action.enums.ts";
export { pxActionChangedChannel, pxActionsChanged, type PxActionChange } from "./px-action.events.ts";
export { pxActionCondition, PxActionFilter } from "./px-action.filter.ts";
export { actionSlaTick, runActionSlaTick } from "./action-sla.tick.ts";
export { requestActions, type ActionOccasion } from "./request-action.service.ts";
export { openPxActions } from "./open-actions.service.ts";
export type { OpenActionRequest } from "./open-action.request.ts";

export const actionCenterModule: ModuleDefinition = {
  name: "action-center",
  entities: [
    RoutingRule,
    SlaRule,
    EscalationLevel,
    ActionTrigger,
    ActionCapacity,
    ActionChecklist,
    PxAction,
    PxActionCheck,
    PxActionLogEntry,
    PxActionEvidence,
    PxActionNotice,
  ],
  presence: [presenceAt("PxAction", PxAction, "action.read")],
  resolvers: [
    PxActionResolver,
    PxActionOriginResolver,
    SurveyActionResolver,
    ComplaintActionsResolver,
    PxActionLogEntryResolver,
    PxActionEvidenceResolver,
    PxActionWorkResolver,
    PxActionBulkResolver,
    PxActionBoardResolver,
    OwnWorkResolver,
    ActionCapacityResolver,
    ActionChecklistResolver,
    PxActionChecksResolver,
    PxActionCheckResolver,
    RelatedActionsResolver,
    AssignableUsersResolver,
    RoutingRuleResolver,
    RoutingPreviewResolver,
    SlaRuleResolver,
    EscalationLevelResolver,
    ActionTriggerResolver,
  ],
  lists: [pxActionList],
  timeline: [pxActionTimeline],
  bulkVerbs: pxActionVerbs,
  subscribers: [openActionForNegativeSurvey, openActionForComplaint, openWantedActions],
  jobs: [actionSlaTick],
  routes: evidenceRoutes,
  search: [pxActionSearch],
};
