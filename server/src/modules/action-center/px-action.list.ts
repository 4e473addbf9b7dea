import { findPage, nameCell, type ListDefinition } from "../core/index.ts";
import { hospitalOf } from "../organizations/index.ts";
import { caseColumns, levelColumn, SlaCaseKind } from "../sla/index.ts";
import { boardZoneOf } from "./board-zone.ts";
import type { PxActionStatus } from "./px-action.enums.ts";
import { PxAction } from "./px-action.entity.ts";
import { pxActionCondition, type PxActionFilter } from "./px-action.filter.ts";
import { priorityWords, sourceWords, statusWords } from "./px-action.words.ts";

const shared = caseColumns<PxAction>(() => SlaCaseKind.ACTION, { en: "Overdue", ar: "متأخر" });

/** PX-16: the list of actions, for the API and for exports. */
export const pxActionList: ListDefinition<PxAction, PxActionFilter> = {
  name: "actions",
  title: { en: "Actions", ar: "الإجراءات" },
  permission: "action.read",
  filterType: "PxActionFilter",
  orderType: "PxActionOrder",
  async page(context, page, filter, order) {
    const facts = {
      now: context.kernel.clock(),
      userId: context.viewer?.userId ?? null,
      timeZone: filter?.timeToBreach ? await boardZoneOf(context) : undefined,
    };
    const sorted = order?.length ? order : [{ field: "dueAt", direction: "ASC" } as const];
    return findPage(context.reader("action.read"), PxAction, pxActionCondition(filter, facts), sorted, page);
  },
  zoneOf: async (action, context) => (await hospitalOf(context, action.hospital.id))?.timeZone,
  columns: [
    {
      key: "reference",
      shownIn: "title",
      header: { en: "Reference", ar: "الرقم المرجعي" },
      value: ({ reference }) => reference,
    },
    {
      key: "title",
      header: { en: "Action", ar: "الإجراء" },
      value: ({ titleAr, titleEn }, context) => nameCell({ nameAr: titleAr, nameEn: titleEn }, context),
    },
    { key: "priority", header: { en: "Priority", ar: "الأولوية" }, value: ({ priority }) => priorityWords[priority] },
    {
      key: "status",
      header: { en: "Status", ar: "الحالة" },
      value: ({ status }) => statusWords[status as PxActionStatus],
    },
    shared.due,
    shared.overdue,
    shared.late,
    shared.outcome,
    shared.assignee,
    shared.hospital,
    shared.department,
    {
      key: "source",
      shownIn: "title",
      header: { en: "Source", ar: "المصدر" },
      value: ({ source }) => sourceWords[source],
    },
    levelColumn,
    { key: "created", header: { en: "Opened", ar: "تاريخ الفتح" }, value: ({ createdAt }) => createdAt },
    { key: "closed", header: { en: "Ended", ar: "تاريخ الإغلاق" }, value: ({ closedAt }) => closedAt },
    {
      key: "miss",
      header: { en: "Closed late by (minutes)", ar: "دقائق التأخر عند الإغلاق" },
      value: ({ closeMissMinutes }) => closeMissMinutes,
    },
  ],
};
