import { presenceAt, type ModuleDefinition } from "../core/index.ts";
import { ActionCapacity } from "./action-capacity.entity.ts";
import { ActionCapacityResolver } from "./action-capacity.resolver.ts";
import { ActionChecklist } from "./action-checklist.entity.ts";
import { ActionChecklistResolver } from "./action-checklist.resolver.ts";
import { openWantedActions } from "./action-wanted.subscriber.ts";
import { ActionTrigger } from "./action-trigger.entity.ts";
import { ActionTriggerResolver } from "./automation.resolver.ts";
import { openActionForComplaint } from "./complaint-registered.subscriber.ts";
import { AssignableUsersResolver } from "./assignable-users.resolver.ts";
import { PxActionBoardResolver } from "./board.resolver.ts";
import { evidenceRoutes } from "./evidence.routes.ts";
import { OwnWorkResolver } from "./own-work.resolver.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionCheckResolver, PxActionChecksResolver } from "./px-action-check.resolver.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
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
import { openActionForNegativeSurvey } from "./survey-answered.subscriber.ts";
import { deadlineFields, SlaCaseKind } from "../sla/index.ts";
import { deadlineSubscribers } from "./sla.subscribers.ts";
import { pxActionSearch } from "./px-action.search.ts";

export {
  ActionCapacity,
  ActionChecklist,
  ActionTrigger,
  PxAction,
  PxActionCheck,
  PxActionEvidence,
  PxActionLogEntry,
  RoutingRule,
};
export {
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
export { requestActions, type ActionOccasion } from "./request-action.service.ts";
export { openPxActions } from "./open-actions.service.ts";
export type { OpenActionRequest } from "./open-action.request.ts";

export const actionCenterModule: ModuleDefinition = {
  name: "action-center",
  entities: [
    RoutingRule,
    ActionTrigger,
    ActionCapacity,
    ActionChecklist,
    PxAction,
    PxActionCheck,
    PxActionLogEntry,
    PxActionEvidence,
  ],
  presence: [presenceAt("PxAction", PxAction, "action.read")],
  resolvers: [
    PxActionResolver,
    PxActionOriginResolver,
    deadlineFields(
      () => PxAction,
      () => SlaCaseKind.ACTION,
    ),
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
    ActionTriggerResolver,
  ],
  lists: [pxActionList],
  timeline: [pxActionTimeline],
  bulkVerbs: pxActionVerbs,
  subscribers: [openActionForNegativeSurvey, openActionForComplaint, openWantedActions, ...deadlineSubscribers],
  routes: evidenceRoutes,
  search: [pxActionSearch],
};
