import DataLoader from "dataloader";
import type { EntityManager } from "@mikro-orm/postgresql";
import { byId, loader, type RequestContext } from "../core/index.ts";
import { NotificationLog } from "../notifications/index.ts";
import { Department, Hospital, Physician } from "../organizations/index.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { SurveyResponse } from "./survey-response.entity.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";

/** One loader per request: the rows of a whole page come with one query. */
function remembered<Key, Value>(
  context: RequestContext,
  maker: object,
  batch: (keys: readonly Key[]) => Promise<Value[]>,
): DataLoader<Key, Value> {
  const known = context.memory.get(maker) as DataLoader<Key, Value> | undefined;
  if (known) return known;
  const made = new DataLoader<Key, Value>(batch);
  context.memory.set(maker, made);
  return made;
}

function grouped<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = Map.groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}

export function versionsLoader(context: RequestContext): DataLoader<string, SurveyTemplateVersion[]> {
  return remembered(context, versionsLoader, async (templateIds: readonly string[]) => {
    const em = context.reader("surveyTemplate.read");
    const rows = await em.find(
      SurveyTemplateVersion,
      { template: { $in: [...templateIds] } },
      { orderBy: { number: "desc" } },
    );
    return grouped(templateIds, rows, (row) => row.template.id);
  });
}

export function responsesLoader(context: RequestContext): DataLoader<SurveyInstance, SurveyResponse[]> {
  return remembered(context, responsesLoader, async (surveys: readonly SurveyInstance[]) => {
    const ids = surveys.map((survey) => survey.id);
    const em: EntityManager = context.reader("survey.read");
    const times = surveys.flatMap((survey) => (survey.answeredAt ? [survey.answeredAt.getTime()] : []));
    if (times.length === 0) return ids.map(() => []);
    // The span lets PostgreSQL look into the partitions of those months only; its end is rounded up to the next millisecond.
    const span = { $gte: new Date(Math.min(...times)), $lt: new Date(Math.max(...times) + 1) };
    const where = { surveyInstance: { $in: ids }, answeredAt: span };
    const rows = await em.find(SurveyResponse, where, { orderBy: { id: "asc" } });
    return grouped(ids, rows, (row) => row.surveyInstance.id);
  });
}

export function notificationsLoader(context: RequestContext): DataLoader<string, NotificationLog[]> {
  return remembered(context, notificationsLoader, async (surveyIds: readonly string[]) => {
    const em = context.reader("notification.read");
    const where = { relatedId: { $in: [...surveyIds] }, relatedType: "SurveyInstance" };
    const rows = await em.find(NotificationLog, where, { orderBy: { createdAt: "asc", id: "asc" } });
    return grouped(surveyIds, rows, (row) => row.relatedId);
  });
}

/** Places and people of a survey, within the reach of seeing surveys; null beyond it. */
export const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await context.reader("survey.read").find(Hospital, { id: { $in: [...ids] } })),
  null,
);
export const departmentOf = loader<Department | null>(
  async (context, ids) => byId(await context.reader("survey.read").find(Department, { id: { $in: [...ids] } })),
  null,
);
export const physicianOf = loader<Physician | null>(
  async (context, ids) => byId(await context.reader("survey.read").find(Physician, { id: { $in: [...ids] } })),
  null,
);
