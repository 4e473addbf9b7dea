import type { ModuleDefinition } from "../core/index.ts";
import { CommandCenterResolver } from "./command-center.resolver.ts";
import { KpiTarget } from "./kpi-target.entity.ts";
import { LiveFeedItem } from "./live-feed-item.entity.ts";
import { LiveFeedResolver } from "./live-feed.resolver.ts";
import {
  countAnsweredSurveys,
  countSentSurveys,
  feedActions,
  feedDeadEvents,
  feedStages,
} from "./live-feed.service.ts";
import { NavigationResolver } from "./navigation.resolver.ts";
import { SurveyRollup } from "./survey-rollup.entity.ts";
import { rollupPruneTick } from "./survey-rollup.service.ts";

export { LiveFeedItem, SurveyRollup };
export { rebuildRollups, rollupPruneTick } from "./survey-rollup.service.ts";
export { runRollupPrune } from "./analytics.ticks.ts";

export const analyticsModule: ModuleDefinition = {
  name: "analytics",
  entities: [SurveyRollup, KpiTarget, LiveFeedItem],
  resolvers: [CommandCenterResolver, LiveFeedResolver, NavigationResolver],
  subscribers: [feedStages, countSentSurveys, countAnsweredSurveys, feedActions, feedDeadEvents],
  jobs: [rollupPruneTick],
};
