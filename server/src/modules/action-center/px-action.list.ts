import { personBehind } from "../accounts/index.ts";
import { findPage, nameCell, yesNo, type ListDefinition } from "../core/index.ts";
import { outcomeColumn, SlaCaseKind } from "../sla/index.ts";
import { boardZoneOf } from "./board-zone.ts";
import type { PxActionStatus } from "./px-action.enums.ts";
import { PxAction } from "./px-action.entity.ts";
import { pxActionCondition, type PxActionFilter } from "./px-action.filter.ts";
import { departmentOf, hospitalOf } from "./px-action.loaders.ts";
import { isOverdue } from "./px-action.rules.ts";
import { priorityWords, sourceWords, statusWords } from "./px-action.words.ts";

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
    { key: "due", header: { en: "Due", ar: "الاستحقاق" }, value: ({ dueAt }) => dueAt },
    {
      key: "overdue",
      shownIn: "due",
      header: { en: "Overdue", ar: "متأخر" },
      value: (action, context) => yesNo(isOverdue(action, context.kernel.clock())),
    },
    outcomeColumn(() => SlaCaseKind.ACTION),
    {
      key: "assignee",
      header: { en: "Owner", ar: "المسؤول" },
      value: async ({ assignee }, context) => nameCell(await personBehind(context, assignee), context),
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
      key: "source",
      shownIn: "title",
      header: { en: "Source", ar: "المصدر" },
      value: ({ source }) => sourceWords[source],
    },
    {
      key: "level",
      shownIn: "due",
      header: { en: "Escalation level", ar: "مستوى التصعيد" },
      value: ({ escalationLevel }) => escalationLevel,
    },
    { key: "created", header: { en: "Opened", ar: "تاريخ الفتح" }, value: ({ createdAt }) => createdAt },
    { key: "closed", header: { en: "Ended", ar: "تاريخ الإغلاق" }, value: ({ closedAt }) => closedAt },
    {
      key: "miss",
      header: { en: "Closed late by (minutes)", ar: "دقائق التأخر عند الإغلاق" },
      value: ({ closeMissMinutes }) => closeMissMinutes,
    },
  ],
};
