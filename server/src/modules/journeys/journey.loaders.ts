import DataLoader from "dataloader";
import type { RequestContext } from "../core/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";

/**
 * One loader per request: the rows of a whole page come with one query. It gathers but does not remember: a subscription
 * uses its context for hours.
 */
function gathered<Value>(
  context: RequestContext,
  maker: object,
  batch: (keys: readonly string[]) => Promise<Value[]>,
): DataLoader<string, Value> {
  const known = context.memory.get(maker) as DataLoader<string, Value> | undefined;
  if (known) return known;
  const loader = new DataLoader<string, Value>(batch, { cache: false });
  context.memory.set(maker, loader);
  return loader;
}

/** The survey of a stage; null without the right to see it. */
export function stageSurveyLoader(context: RequestContext): DataLoader<string, SurveyInstance | null> {
  return gathered(context, stageSurveyLoader, async (stageIds) => {
    const em = context.reader("survey.read");
    const rows = await em.find(SurveyInstance, { stageInstanceId: { $in: [...stageIds] } });
    const byStage = new Map(rows.map((row) => [row.stageInstanceId, row]));
    return stageIds.map((id) => byStage.get(id) ?? null);
  });
}

export function journeyLoader(context: RequestContext): DataLoader<string, JourneyInstance | null> {
  return gathered(context, journeyLoader, async (ids) => {
    const rows = await context.reader("journey.read").find(JourneyInstance, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** All versions of a template, newest first. */
export function versionsLoader(context: RequestContext): DataLoader<string, JourneyTemplateVersion[]> {
  return gathered(context, versionsLoader, async (templateIds) => {
    const em = context.reader("journeyTemplate.read");
    const rows = await em.find(
      JourneyTemplateVersion,
      { template: { $in: [...templateIds] } },
      { orderBy: { number: "desc" } },
    );
    const byTemplate = Map.groupBy(rows, (row) => row.template.id);
    return templateIds.map((id) => byTemplate.get(id) ?? []);
  });
}
