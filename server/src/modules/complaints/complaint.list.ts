import { findPage, nameCell, type ListDefinition } from "../core/index.ts";
import { hospitalOf } from "../organizations/index.ts";
import { caseColumns, levelColumn, SlaCaseKind } from "../sla/index.ts";
import { Complaint } from "./complaint.entity.ts";
import type { ComplaintStatus } from "./complaint.enums.ts";
import { complaintCondition, type ComplaintFilter } from "./complaint.filter.ts";
import { categoriesOf } from "./complaint.loaders.ts";
import { outcomeWords, severityWords, sourceWords, statusWords } from "./complaint.words.ts";

const shared = caseColumns<Complaint>(() => SlaCaseKind.COMPLAINT, { en: "Overdue", ar: "متأخرة" });

/** CM-18: the list of complaints, for the API and for exports. What was said is not in it: words leave with their case only. */
export const complaintList: ListDefinition<Complaint, ComplaintFilter> = {
  name: "complaints",
  title: { en: "Complaints", ar: "الشكاوى" },
  permission: "complaint.read",
  filterType: "ComplaintFilter",
  orderType: "ComplaintOrder",
  page(context, page, filter, order) {
    const facts = { now: context.kernel.clock(), userId: context.viewer?.userId ?? null };
    const sorted = order?.length ? order : [{ field: "receivedAt", direction: "DESC" } as const];
    return findPage(context.reader("complaint.read"), Complaint, complaintCondition(filter, facts), sorted, page);
  },
  zoneOf: async (complaint, context) => (await hospitalOf(context, complaint.hospital.id))?.timeZone,
  columns: [
    {
      key: "reference",
      shownIn: "subject",
      header: { en: "Reference", ar: "الرقم المرجعي" },
      value: ({ reference }) => reference,
    },
    { key: "subject", header: { en: "Subject", ar: "الموضوع" }, value: ({ subject }) => subject },
    {
      key: "status",
      header: { en: "Status", ar: "الحالة" },
      value: ({ status }) => statusWords[status as ComplaintStatus],
    },
    { key: "severity", header: { en: "Severity", ar: "الخطورة" }, value: ({ severity }) => severityWords[severity] },
    {
      key: "priority",
      shownIn: "severity",
      header: { en: "Priority", ar: "الأولوية" },
      value: ({ priority }) => severityWords[priority],
    },
    shared.due,
    shared.overdue,
    shared.late,
    levelColumn,
    shared.outcome,
    shared.assignee,
    shared.hospital,
    shared.department,
    shared.physician,
    {
      key: "category",
      header: { en: "Category", ar: "التصنيف" },
      value: async ({ category }, context) => {
        if (!category) return null;
        const known = await categoriesOf(context, "all");
        return nameCell(known.find(({ id }) => id === category.id) ?? null, context);
      },
    },
    { key: "source", header: { en: "Source", ar: "المصدر" }, value: ({ source }) => sourceWords[source] },
    { key: "received", header: { en: "Received", ar: "تاريخ الاستلام" }, value: ({ receivedAt }) => receivedAt },
    { key: "resolved", header: { en: "Resolved", ar: "تاريخ المعالجة" }, value: ({ resolvedAt }) => resolvedAt },
    { key: "closed", header: { en: "Closed", ar: "تاريخ الإغلاق" }, value: ({ closedAt }) => closedAt },
    {
      key: "outcome",
      header: { en: "Outcome", ar: "النتيجة" },
      value: ({ outcome }) => (outcome ? outcomeWords[outcome] : null),
    },
    {
      key: "score",
      header: { en: "Satisfaction with the resolution", ar: "الرضا عن المعالجة" },
      value: ({ resolutionScore }) => resolutionScore,
    },
  ],
};
