import {
  byId,
  findPage,
  loader,
  nameCell,
  orderOf,
  yesNo,
  type Bilingual,
  type ListDefinition,
  type RequestContext,
} from "../core/index.ts";
import { identityLoader, Patient } from "../organizations/index.ts";
import { reachesSurvey } from "./survey-fields.resolver.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { surveyWhere } from "./survey.filter.ts";
import type { SurveyInstanceFilter } from "./survey.inputs.ts";
import { departmentOf, hospitalOf, physicianOf } from "./survey.loaders.ts";
import type { SurveyStatus } from "./survey.status.ts";

enum SurveyInstanceOrderField {
  CREATED_AT = "createdAt",
  SENT_AT = "sentAt",
  ANSWERED_AT = "answeredAt",
  SCORE = "score",
}
export const SurveyInstanceOrder = orderOf("SurveyInstance", SurveyInstanceOrderField, "surveys");

/** What the console calls them too. */
const statusWords: Readonly<Record<SurveyStatus, Bilingual>> = {
  PENDING: { en: "Not sent yet", ar: "لم تُرسل بعد" },
  QUEUED: { en: "Being sent", ar: "قيد الإرسال" },
  SENT: { en: "Sent", ar: "أُرسلت" },
  OPENED: { en: "Opened", ar: "فُتحت" },
  ANSWERED: { en: "Answered", ar: "أُجيب عنها" },
  EXPIRED: { en: "Expired", ar: "انتهت صلاحيتها" },
  CANCELLED: { en: "Cancelled", ar: "ملغاة" },
  SUPPRESSED: { en: "Withheld", ar: "حُجب إرسالها" },
  FAILED: { en: "Not delivered", ar: "تعذّر تسليمها" },
};
const channelWords: Readonly<Record<string, Bilingual>> = {
  SMS: { en: "SMS", ar: "رسالة نصية" },
  WHATSAPP: { en: "WhatsApp", ar: "واتساب" },
  EMAIL: { en: "E-mail", ar: "بريد إلكتروني" },
};

const patientOf = loader<Patient | null>(
  async (context, ids) => byId(await context.reader("patient.read").find(Patient, { id: { $in: [...ids] } })),
  null,
);

const patientBehind = async (survey: SurveyInstance, context: RequestContext): Promise<Patient | null> =>
  reachesSurvey(context, "patient.read", survey) ? patientOf(context, survey.patient.id) : null;

/** The list of surveys, for the API and for exports; answers are not in it. */
export const surveyList: ListDefinition<SurveyInstance, SurveyInstanceFilter> = {
  name: "surveys",
  title: { en: "Surveys", ar: "الاستبانات" },
  permission: "survey.read",
  filterType: "SurveyInstanceFilter",
  orderType: "SurveyInstanceOrder",
  async page(context, page, filter, order) {
    const where = await surveyWhere(context, filter ?? undefined);
    const sorted = order?.length ? order : [{ field: "createdAt", direction: "DESC" } as const];
    return findPage(context.reader("survey.read"), SurveyInstance, where, sorted, page);
  },
  zoneOf: async ({ hospital }, context) => (await hospitalOf(context, hospital.id))?.timeZone,
  columns: [
    {
      key: "stage",
      header: { en: "Stage", ar: "المرحلة" },
      value: ({ stageNameAr, stageNameEn }, context) => nameCell({ nameAr: stageNameAr, nameEn: stageNameEn }, context),
    },
    { key: "score", header: { en: "Score", ar: "الدرجة" }, value: ({ score }) => score },
    {
      key: "negative",
      shownIn: "score",
      header: { en: "Negative", ar: "سلبي" },
      value: ({ isNegative }) => yesNo(isNegative),
    },
    { key: "status", header: { en: "Status", ar: "الحالة" }, value: ({ status }) => statusWords[status] },
    {
      key: "encounter",
      shownIn: "patient",
      header: { en: "Encounter", ar: "رقم الزيارة" },
      value: ({ encounterId }) => encounterId,
    },
    {
      key: "patient",
      header: { en: "Patient", ar: "المريض" },
      permission: "patient.read",
      async value(survey, context) {
        const patient = await patientBehind(survey, context);
        return patient && nameCell(await identityLoader(context).load(patient), context);
      },
    },
    {
      key: "mrn",
      shownIn: "patient",
      header: { en: "MRN", ar: "رقم الملف الطبي" },
      permission: "patient.read",
      value: async (survey, context) => (await patientBehind(survey, context))?.mrn,
    },
    {
      key: "physician",
      header: { en: "Physician", ar: "الطبيب" },
      value: async ({ physician }, context) =>
        physician ? nameCell(await physicianOf(context, physician.id), context) : null,
    },
    {
      key: "hospital",
      shownIn: "department",
      header: { en: "Hospital", ar: "المستشفى" },
      value: async ({ hospital }, context) => nameCell(await hospitalOf(context, hospital.id), context),
    },
    {
      key: "department",
      header: { en: "Department", ar: "القسم" },
      value: async ({ department }, context) =>
        department ? nameCell(await departmentOf(context, department.id), context) : null,
    },
    {
      key: "channel",
      header: { en: "Channel", ar: "قناة الإرسال" },
      value: ({ channel }) => (channel ? channelWords[channel] : null),
    },
    { key: "sent", header: { en: "Sent", ar: "وقت الإرسال" }, value: ({ sentAt }) => sentAt },
    { key: "answered", header: { en: "Answered", ar: "وقت الإجابة" }, value: ({ answeredAt }) => answeredAt },
  ],
};
