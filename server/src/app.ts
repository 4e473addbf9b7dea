import { coreModule, type ModuleDefinition } from "./modules/core/index.ts";
import { organizationsModule } from "./modules/organizations/index.ts";
import { accountsModule } from "./modules/accounts/index.ts";
import { integrationsModule } from "./modules/integrations/index.ts";
import { notificationsModule } from "./modules/notifications/index.ts";
import { slaModule } from "./modules/sla/index.ts";
import { surveysModule } from "./modules/surveys/index.ts";
import { feedbackModule } from "./modules/feedback/index.ts";
import { journeysModule } from "./modules/journeys/index.ts";
import { complaintsModule } from "./modules/complaints/index.ts";
import { actionCenterModule } from "./modules/action-center/index.ts";
import { analyticsModule } from "./modules/analytics/index.ts";

/** The one list of modules, lowest first: a module imports only from those above it here. */
export const modules: readonly ModuleDefinition[] = [
  coreModule,
  organizationsModule,
  accountsModule,
  integrationsModule,
  notificationsModule,
  slaModule,
  surveysModule,
  feedbackModule,
  journeysModule,
  complaintsModule,
  actionCenterModule,
  analyticsModule,
];
