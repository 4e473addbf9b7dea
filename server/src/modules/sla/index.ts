import type { ModuleDefinition } from "../core/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { SlaHistoryEntryResolver } from "./history.resolver.ts";
import { CalendarYearResolver } from "./calendar-year.resolver.ts";
import { slaClockTick } from "./clock.tick.ts";
import { EscalationChain } from "./escalation-chain.entity.ts";
import { BusinessCalendarResolver, EscalationChainResolver, SlaPolicyResolver } from "./configuration.resolver.ts";
import { SlaExplanationResolver } from "./explanation.resolver.ts";
import {
  BusinessCalendarRowResolver,
  EscalationChainRowResolver,
  SlaPolicyRowResolver,
} from "./setup-rows.resolver.ts";
import { slaRecomputeTick } from "./recompute.tick.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";
import { SlaNotice } from "./sla-notice.entity.ts";
import { SlaPause } from "./sla-pause.entity.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";
import { StandIn } from "./stand-in.entity.ts";
import { StandInResolver } from "./stand-in.resolver.ts";
import {
  BusinessCalendarVersionResolver,
  CalendarVersionsResolver,
  PolicyVersionsResolver,
  SlaPolicyVersionResolver,
} from "./versions.resolver.ts";
import { UnroutableResolver } from "./unroutable.resolver.ts";

export { BusinessCalendar, EscalationChain, SlaClock, SlaHistoryEntry, SlaPolicy, StandIn };
export {
  EscalationRecipient,
  SlaCaseKind,
  SlaFace,
  SlaHistoryKind,
  SlaPauseReason,
  SlaTarget,
  SlaUnit,
} from "./sla.enums.ts";
export { tellAssignedAtOnce, type AssignedCases } from "./bulk-assignment.ts";
export type { SlaTimes } from "./case-state.ts";
export { caseClocks, type CaseFacts, type DeadlineLine, type Raised, type TimedCase } from "./case-clocks.ts";
export {
  auditLine,
  CaseEntry,
  entryColumns,
  HistoryEntry,
  historyColumns,
  type CaseEvent,
  type CaseLine,
} from "./case-entry.entity.ts";
export { caseFields, entryFields } from "./case-fields.resolver.ts";
export { caseConditions, CaseFilter, workConditions, WorkFilter, type FilterFacts } from "./case.filter.ts";
export * from "./case.inputs.ts";
export { isOverdue } from "./case.rules.ts";
export { caseColumns, levelColumn } from "./case-columns.ts";
export { deadlineFields } from "./case-deadlines.resolver.ts";
export { SlaOutcome } from "./outcome.rules.ts";
export { onTimeFigures } from "./outcome.sql.ts";
export { SlaOnTime } from "./outcome.types.ts";
export { moveCategoryOfCases } from "./category-paths.service.ts";
export { caseSubscribers } from "./case-subscribers.ts";
export {
  cancelClocks,
  mayReopen,
  meetTarget,
  pauseClocks,
  recomputeForChange,
  reopenClocks,
  resumeClocks,
  startClocks,
  type SlaCaseRequest,
  type TimesByCase,
} from "./clock.service.ts";
export { runSlaClockTick, slaClockTick } from "./clock.tick.ts";
export { runSlaRecomputeTick, slaRecomputeTick } from "./recompute.tick.ts";
export { loadAbsences } from "./escalation.facts.ts";
export { explainClock } from "./explain.service.ts";
export { SlaExplanation } from "./explanation.types.ts";
export { clocksOf, type ClockView } from "./clocks.loader.ts";
export { SlaClockType } from "./clock.types.ts";
export { escalateNow, type RaisedByHand } from "./escalation.service.ts";
export { slaClockBreached, slaClockDueSoon, slaDueChanged, slaEscalated } from "./sla.events.ts";

export const slaModule: ModuleDefinition = {
  name: "sla",
  entities: [
    BusinessCalendar,
    BusinessCalendarVersion,
    EscalationChain,
    SlaPolicy,
    SlaPolicyVersion,
    StandIn,
    SlaCase,
    SlaClock,
    SlaPause,
    SlaNotice,
    SlaHistoryEntry,
  ],
  resolvers: [
    BusinessCalendarResolver,
    SlaPolicyResolver,
    EscalationChainResolver,
    SlaExplanationResolver,
    SlaHistoryEntryResolver,
    BusinessCalendarRowResolver,
    SlaPolicyRowResolver,
    EscalationChainRowResolver,
    StandInResolver,
    UnroutableResolver,
    CalendarYearResolver,
    CalendarVersionsResolver,
    PolicyVersionsResolver,
    BusinessCalendarVersionResolver,
    SlaPolicyVersionResolver,
  ],
  jobs: [slaClockTick, slaRecomputeTick],
};
