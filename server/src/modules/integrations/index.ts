import type { ModuleDefinition } from "../core/index.ts";
import { EventRuleResolver } from "./event-rule.resolver.ts";
import { EventRule } from "./event-rule.entity.ts";
import { InboundEventKey } from "./inbound-event-key.entity.ts";
import { replayVerb } from "./inbound-event.bulk.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { inboundEventList } from "./inbound-event.export.ts";
import { InboundEventFieldsResolver } from "./inbound-event-fields.resolver.ts";
import { InboundEventResolver } from "./inbound-event.resolver.ts";
import { openApiRoutes } from "./openapi/openapi.routes.ts";
import { intakeRoutes } from "./intake/intake.routes.ts";
import { inboundEventsContract, inboundKeysTick } from "./inbound-event.jobs.ts";

export { EventRule, InboundEvent };
export { InboundEventConnection } from "./inbound-event.list.ts";
export { EventRuleKind } from "./event-rule.entity.ts";
export { findEventRule, type EventRuleRow } from "./event-rule.rules.ts";
export { loadEventRules } from "./event-rule.service.ts";
export { inboundEventDied } from "./inbound-event.events.ts";
export { inboundEventId, receivedAtOf } from "./inbound-event.id.ts";
export {
  inboundEventsContract,
  inboundEventsQueue,
  inboundKeysTick,
  runInboundKeysTick,
} from "./inbound-event.jobs.ts";
export { InboundEventStatus } from "./inbound-event.status.ts";
export {
  loadInboundEvents,
  requeueUnmatched,
  settleInboundEvents,
  type InboundEventOutcome,
  type InboundEventWork,
} from "./inbound-event.work.ts";

export const integrationsModule: ModuleDefinition = {
  name: "integrations",
  entities: [InboundEvent, InboundEventKey, EventRule],
  resolvers: [InboundEventResolver, InboundEventFieldsResolver, EventRuleResolver],
  routes(app, kernel) {
    intakeRoutes(app, kernel);
    openApiRoutes(app);
  },
  lists: [inboundEventList],
  bulkVerbs: [replayVerb],
  retention: [
    {
      name: "INBOUND_EVENT",
      table: "inbound_event",
      title: { en: "Inbound events", ar: "الأحداث الواردة" },
      minMonths: 3,
      unfinished: "status in ('RECEIVED', 'FAILED')",
    },
  ],
  jobs: [inboundEventsContract, inboundKeysTick],
};
