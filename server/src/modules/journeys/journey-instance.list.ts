import {
  byId,
  findPage,
  inLanguage,
  loader,
  nameCell,
  reaches,
  yesNo,
  type ListDefinition,
  type RequestContext,
} from "../core/index.ts";
import { Department, Hospital, identityLoader, Patient } from "../organizations/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { conditionOf, type JourneyInstanceFilter } from "./journey-instance.filter.ts";
import { StageStatus } from "./journey.status.ts";
import { statusWords, typeWords } from "./journey.words.ts";
import { StageInstance } from "./stage-instance.entity.ts";

const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await context.reader("journey.read").find(Hospital, { id: { $in: [...ids] } })),
  null,
);
const departmentOf = loader<Department | null>(
  async (context, ids) => byId(await context.reader("journey.read").find(Department, { id: { $in: [...ids] } })),
  null,
);
const patientOf = loader<Patient | null>(
  async (context, ids) => byId(await context.reader("patient.read").find(Patient, { id: { $in: [...ids] } })),
  null,
);
const currentStageOf = loader<StageInstance | null>(async (context, ids) => {
  const where = { journey: { $in: [...ids] }, status: StageStatus.IN_PROGRESS };
  const em = context.reader("journey.read");
  // Of several the first one counts, as in the console: later entries of a map win.
  const stages = await em.find(StageInstance, where, { orderBy: { position: "desc" }, populate: ["stageTemplate"] });
  return new Map(stages.map((stage) => [stage.journey.id, stage]));
}, null);

async function patientBehind(journey: JourneyInstance, context: RequestContext): Promise<Patient | null> {
  if (!journey.patient || !reaches(context, "patient.read", { hospitalId: journey.hospital.id })) return null;
  return patientOf(context, journey.patient.id);
}

/** The list of journeys, for the API and for exports. */
export const journeyList: ListDefinition<JourneyInstance, JourneyInstanceFilter> = {
  name: "journeys",
  title: { en: "Journeys", ar: "رحلات المرضى" },
  permission: "journey.read",
  filterType: "JourneyInstanceFilter",
  orderType: "JourneyInstanceOrder",
  page(context, page, filter, order) {
    const sorted = order?.length ? order : [{ field: "startedAt", direction: "DESC" } as const];
    return findPage(context.reader("journey.read"), JourneyInstance, conditionOf(filter), sorted, page);
  },
  zoneOf: async ({ hospital }, context) => (await hospitalOf(context, hospital.id))?.timeZone,
  columns: [
    { key: "encounter", header: { en: "Encounter", ar: "رقم الزيارة" }, value: ({ encounterId }) => encounterId },
    {
      key: "patient",
      header: { en: "Patient", ar: "المريض" },
      permission: "patient.read",
      async value(journey, context) {
        const patient = await patientBehind(journey, context);
        return patient && nameCell(await identityLoader(context).load(patient), context);
      },
    },
    {
      key: "mrn",
      shownIn: "patient",
      header: { en: "MRN", ar: "رقم الملف الطبي" },
      permission: "patient.read",
      value: async (journey, context) => (await patientBehind(journey, context))?.mrn,
    },
    {
      key: "type",
      header: { en: "Journey type", ar: "نوع الرحلة" },
      value: ({ journeyType }) => typeWords[journeyType],
    },
    {
      key: "stage",
      header: { en: "Current stage", ar: "المرحلة الحالية" },
      async value({ id }, context) {
        const stage = await currentStageOf(context, id);
        return nameCell(await stage?.stageTemplate.load(), context);
      },
    },
    {
      key: "progress",
      header: { en: "Stages completed", ar: "المراحل المكتملة" },
      value: ({ completedStageCount, stageCount }, context) =>
        inLanguage(
          { en: `${completedStageCount} of ${stageCount}`, ar: `${completedStageCount} من ${stageCount}` },
          context.language,
        ),
    },
    { key: "status", header: { en: "Status", ar: "الحالة" }, value: ({ status }) => statusWords[status] },
    {
      key: "negative",
      shownIn: "status",
      header: { en: "Has a negative survey", ar: "فيها استبانة سلبية" },
      value: ({ hasNegativeSurvey }) => yesNo(hasNegativeSurvey),
    },
    {
      key: "hospital",
      shownIn: "place",
      header: { en: "Hospital", ar: "المستشفى" },
      value: async ({ hospital }, context) => nameCell(await hospitalOf(context, hospital.id), context),
    },
    {
      key: "place",
      header: { en: "Department", ar: "القسم" },
      value: async ({ department }, context) =>
        department ? nameCell(await departmentOf(context, department.id), context) : null,
    },
    { key: "started", header: { en: "Started", ar: "البداية" }, value: ({ startedAt }) => startedAt },
    { key: "last", header: { en: "Last event", ar: "آخر حدث" }, value: ({ lastEventAt }) => lastEventAt },
    { key: "closed", header: { en: "Closed", ar: "الإغلاق" }, value: ({ closedAt }) => closedAt },
  ],
};
