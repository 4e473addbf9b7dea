import type { ModuleDefinition } from "../core/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { StageInstance } from "./stage-instance.entity.ts";
import { StageTemplate } from "./stage-template.entity.ts";

export { JourneyInstance, JourneyTemplate, JourneyTemplateVersion, StageInstance, StageTemplate };
export { JourneyStatus, JourneyType, StageStatus } from "./journey.status.ts";
export { journeyChangedChannel, journeysChanged, patientsMerged, stagesCompleted, type ChangedJourney } from "./journey.events.ts";
export { processInboundEvents } from "./engine/process-inbound-events.ts";

export const journeysModule: ModuleDefinition = {
  name: "journeys",
  entities: [JourneyTemplate, JourneyTemplateVersion, StageTemplate, JourneyInstance, StageInstance],
  resolvers: [],
};
