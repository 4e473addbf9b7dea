import { findPage, type Bilingual, type ListDefinition } from "../core/index.ts";
import { hospitalOf } from "../organizations/index.ts";
import { caseColumns } from "../sla/index.ts";
import { Feedback } from "./feedback.entity.ts";
import type { FeedbackKind, FeedbackSource, FeedbackStatus } from "./feedback.enums.ts";
import { slaKindOf } from "./feedback.clocks.ts";
import { feedbackCondition, type FeedbackFilter } from "./feedback.filter.ts";

/** What the console calls them too (locales/…/feedback.json). */
const kindWords: Readonly<Record<`${FeedbackKind}`, Bilingual>> = {
  INQUIRY: { en: "Inquiry", ar: "استفسار" },
  COMPLIMENT: { en: "Compliment", ar: "إشادة" },
  SUGGESTION: { en: "Suggestion", ar: "اقتراح" },
  COMMENT: { en: "Comment", ar: "ملاحظة" },
};

export const statusWords: Readonly<Record<`${FeedbackStatus}`, Bilingual>> = {
  OPEN: { en: "Open", ar: "مفتوح" },
  IN_PROGRESS: { en: "In progress", ar: "قيد المعالجة" },
  CLOSED: { en: "Closed", ar: "مغلق" },
  CONVERTED: { en: "Became a complaint", ar: "حُوّل إلى شكوى" },
  CANCELLED: { en: "Called off", ar: "ملغى" },
};

const sourceWords: Readonly<Record<`${FeedbackSource}`, Bilingual>> = {
  CALL_CENTER: { en: "Call centre", ar: "مركز الاتصال" },
  RECEPTION: { en: "Reception", ar: "الاستقبال" },
  EMAIL: { en: "E-mail", ar: "البريد الإلكتروني" },
  WEBSITE: { en: "Website", ar: "الموقع الإلكتروني" },
  PX_CONNECT: { en: "Patients' app", ar: "تطبيق المرضى" },
  SOCIAL: { en: "Social network", ar: "وسائل التواصل الاجتماعي" },
  SURVEY: { en: "Survey", ar: "استبانة" },
  OTHER: { en: "Other", ar: "أخرى" },
};

const shared = caseColumns<Feedback>(slaKindOf, { en: "Overdue", ar: "متأخر" });

/** FB-9: the list of inquiries and feedback, for the API and for exports. What was said is not in it. */
export const feedbackList: ListDefinition<Feedback, FeedbackFilter> = {
  name: "feedback",
  title: { en: "Inquiries and feedback", ar: "الاستفسارات والملاحظات" },
  permission: "feedback.read",
  filterType: "FeedbackFilter",
  orderType: "FeedbackOrder",
  page(context, page, filter, order) {
    const facts = { now: context.kernel.clock(), userId: context.viewer?.userId ?? null };
    const sorted = order?.length ? order : [{ field: "receivedAt", direction: "DESC" } as const];
    return findPage(context.reader("feedback.read"), Feedback, feedbackCondition(filter, facts), sorted, page);
  },
  zoneOf: async (feedback, context) => (await hospitalOf(context, feedback.hospital.id))?.timeZone,
  columns: [
    {
      key: "reference",
      shownIn: "subject",
      header: { en: "Reference", ar: "الرقم المرجعي" },
      value: ({ reference }) => reference,
    },
    { key: "subject", header: { en: "Subject", ar: "الموضوع" }, value: ({ subject }) => subject },
    { key: "kind", header: { en: "Kind", ar: "النوع" }, value: ({ kind }) => kindWords[kind] },
    {
      key: "status",
      header: { en: "Status", ar: "الحالة" },
      value: ({ status }) => statusWords[status as FeedbackStatus],
    },
    shared.due,
    shared.overdue,
    shared.late,
    shared.outcome,
    shared.assignee,
    shared.hospital,
    shared.department,
    shared.physician,
    { key: "source", header: { en: "Source", ar: "المصدر" }, value: ({ source }) => sourceWords[source] },
    { key: "received", header: { en: "Received", ar: "تاريخ الاستلام" }, value: ({ receivedAt }) => receivedAt },
    { key: "closed", header: { en: "Ended", ar: "تاريخ الإغلاق" }, value: ({ closedAt }) => closedAt },
  ],
};
