import type { FilterQuery } from "@mikro-orm/postgresql";
import { between, within, type RequestContext } from "../core/index.ts";
import { Patient } from "../organizations/index.ts";
import type { SurveyInstance } from "./survey-instance.entity.ts";
import type { SurveyInstanceFilter } from "./survey.inputs.ts";

/** The one meaning of the filter: the list, its count and whatever counts on a dashboard agree by using it. */
export async function surveyWhere(
  context: RequestContext,
  filter: SurveyInstanceFilter | undefined,
): Promise<FilterQuery<SurveyInstance>> {
  if (!filter) return {};
  const any = <Key extends string, Value>(key: Key, values: Value[] | undefined) =>
    values ? { [key]: { $in: values } } : {};
  const span = {
    createdAt: within(filter.createdAt),
    sentAt: within(filter.sentAt),
    answeredAt: within(filter.answeredAt),
  };
  const score = between(filter.score);
  const text = filter.search?.trim();
  return {
    ...any("status", filter.status),
    ...any("hospital", filter.hospitalId),
    ...any("department", filter.departmentId),
    ...any("physician", filter.physicianId),
    ...any("journeyType", filter.journeyType),
    ...any("stageCode", filter.stageCode),
    ...any("template", filter.templateId),
    ...Object.fromEntries(Object.entries(span).filter(([, value]) => value !== undefined)),
    ...(filter.isNegative != null ? { isNegative: filter.isNegative } : {}),
    ...(filter.hasScore != null ? { score: filter.hasScore ? { $ne: null } : null } : {}),
    ...(score ? { $and: [{ score }] } : {}),
    ...(filter.encounterId ? { encounterId: filter.encounterId.trim() } : {}),
    ...(filter.patientId || filter.mrn ? { patient: { $in: await patientIds(context, filter) } } : {}),
    ...(text ? { $or: [{ encounterId: text }, { patient: { $in: await withRecordNumber(context, text) } }] } : {}),
  } as FilterQuery<SurveyInstance>;
}

async function patientIds(context: RequestContext, { mrn, patientId }: SurveyInstanceFilter): Promise<string[]> {
  if (!mrn) return patientId ? [patientId] : [];
  const ids = await withRecordNumber(context, mrn.trim());
  return patientId ? ids.filter((id) => id === patientId) : ids;
}

/** Found first, by its index; a join would read every survey. Whose number it is shows only to those who may see patients. */
async function withRecordNumber(context: RequestContext, mrn: string): Promise<string[]> {
  if (!context.may("patient.read")) return [];
  const patients = await context.reader("patient.read").find(Patient, { mrn }, { fields: ["id"] });
  return patients.map((patient) => patient.id);
}
