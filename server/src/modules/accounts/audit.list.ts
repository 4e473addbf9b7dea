import {
  auditPage,
  changesOf,
  nameCell,
  type AuditEvent,
  type AuditEventFilter,
  type ListDefinition,
} from "../core/index.ts";
import { hospitalOfAudit } from "./audit-names.loader.ts";
import { personOf } from "./people.loader.ts";

const mostText = 2_000;

/** What changed, in one cell; redacted like everything that leaves the trail. */
function changesCell(event: AuditEvent): string | null {
  const text = changesOf(event)
    .map(({ field, before, after }) => `${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`)
    .join("\n");
  return text.length > mostText ? `${text.slice(0, mostText)}…` : text || null;
}

/** CO-41: the audit trail as a list, for exports. Actions, kinds and fields stand as the codes that the API filters by. */
export const auditList: ListDefinition<AuditEvent, AuditEventFilter> = {
  name: "audit",
  title: { en: "Audit trail", ar: "سجل التدقيق" },
  permission: "audit.read",
  filterType: "AuditEventFilter",
  orderType: "AuditEventOrder",
  page: auditPage,
  zoneOf: async ({ hospitalId }, context) =>
    hospitalId ? (await hospitalOfAudit(context, hospitalId))?.timeZone : null,
  columns: [
    { key: "time", header: { en: "Time", ar: "الوقت" }, value: ({ createdAt }) => createdAt },
    {
      key: "actor",
      header: { en: "By", ar: "بواسطة" },
      value: async ({ actorId, actorLabel }, context) =>
        (actorId ? nameCell(await personOf(context, actorId), context) : null) ?? actorLabel,
    },
    {
      key: "actorKind",
      shownIn: "actor",
      header: { en: "Kind of actor", ar: "نوع الفاعل" },
      value: (e) => e.actorKind,
    },
    { key: "account", shownIn: "actor", header: { en: "Account", ar: "الحساب" }, value: (e) => e.actorLabel },
    { key: "action", header: { en: "Action", ar: "العملية" }, value: ({ action }) => action },
    { key: "target", header: { en: "Target", ar: "العنصر" }, value: ({ targetType }) => targetType },
    { key: "targetId", shownIn: "target", header: { en: "Target ID", ar: "معرّف العنصر" }, value: (e) => e.targetId },
    {
      key: "hospital",
      header: { en: "Hospital", ar: "المستشفى" },
      value: async ({ hospitalId }, context) =>
        hospitalId ? nameCell(await hospitalOfAudit(context, hospitalId), context) : null,
    },
    { key: "changes", header: { en: "Changes", ar: "التغييرات" }, value: changesCell },
    { key: "address", header: { en: "Network address", ar: "عنوان الشبكة" }, value: ({ address }) => address },
    { key: "request", header: { en: "Request", ar: "الطلب" }, value: ({ requestId }) => requestId },
    { key: "id", header: { en: "Entry", ar: "القيد" }, value: ({ id }) => id },
  ],
};
