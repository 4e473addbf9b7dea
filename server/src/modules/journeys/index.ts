import type { ModuleDefinition } from "../core/index.ts";
import { JourneyFieldsResolver } from "./journey-fields.resolver.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { journeyList } from "./journey-instance.list.ts";
import { journeyTimeline } from "./journey.timeline.ts";
import { JourneyInstanceResolver } from "./journey-instance.resolver.ts";
import {
  InboundEventJourneyResolver,
  journeyBehind,
  PatientJourneysResolver,
  SurveyJourneyResolver,
} from "./journey-links.resolver.ts";
import {
  JourneyTemplateFieldsResolver,
  JourneyTemplateVersionFieldsResolver,
  StageTemplateFieldsResolver,
} from "./journey-template-fields.resolver.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { JourneyTemplateResolver } from "./journey-template.resolver.ts";
import { SimulationResolver } from "./simulation.resolver.ts";
import { StageFieldsResolver } from "./stage-fields.resolver.ts";
import { StageInstance } from "./stage-instance.entity.ts";
import { StageTemplate } from "./stage-template.entity.ts";
import { markNegativeJourneys, showSentSurveys } from "./survey.subscribers.ts";
import { journeySearch } from "./journey.search.ts";

export { JourneyInstance, JourneyTemplate, JourneyTemplateVersion, StageInstance, StageTemplate };
export { JourneyStatus, JourneyType, StageStatus } from "./journey.status.ts";
export {
  journeyChangedChannel,
  journeysChanged,
  patientsMerged,
  stagesCompleted,
  type ChangedJourney,
} from "./journey.events.ts";
export { conditionOf as journeyCondition, JourneyInstanceFilter } from "./journey-instance.filter.ts";
export { openJourneyByHand, type OpeningFields } from "./instance.service.ts";
export { createJourneyTemplate, type TemplateFields } from "./template.service.ts";
export type { StageFields } from "./template.rules.ts";
export { processInboundEvents } from "./engine/process-inbound-events.ts";

export { journeyBehind };

export const journeysModule: ModuleDefinition = {
  name: "journeys",
  entities: [JourneyTemplate, JourneyTemplateVersion, StageTemplate, JourneyInstance, StageInstance],
  resolvers: [
    JourneyTemplateResolver,
    JourneyTemplateFieldsResolver,
    JourneyTemplateVersionFieldsResolver,
    StageTemplateFieldsResolver,
    JourneyInstanceResolver,
    JourneyFieldsResolver,
    StageFieldsResolver,
    SimulationResolver,
    InboundEventJourneyResolver,
    SurveyJourneyResolver,
    PatientJourneysResolver,
  ],
  lists: [journeyList],
  timeline: [journeyTimeline],
  subscribers: [markNegativeJourneys, showSentSurveys],
  search: [journeySearch],
};
