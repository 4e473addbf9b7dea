import { byId, findPage, loader, nameCell, type Bilingual, type ListDefinition } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { conditionOf, type InboundEventFilter } from "./inbound-event.list.ts";
import { searchCondition } from "./inbound-event.search.ts";
import type { InboundEventStatus } from "./inbound-event.status.ts";

/** What the console calls them too. */
const statusWords: Readonly<Record<InboundEventStatus, Bilingual>> = {
  RECEIVED: { en: "Received", ar: "مستلم" },
  PROCESSED: { en: "Processed", ar: "تمت معالجته" },
  UNMATCHED: { en: "No journey yet", ar: "بلا رحلة حتى الآن" },
  IGNORED: { en: "Ignored", ar: "متجاهَل" },
  FAILED: { en: "Failed, will retry", ar: "فشل وستُعاد المحاولة" },
  DEAD: { en: "Given up", ar: "توقفت المحاولات" },
};

const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await context.reader("inboundEvent.read").find(Hospital, { id: { $in: [...ids] } })),
  null,
);

/** The list of inbound events, for the API and for exports; never what they carried. */
export const inboundEventList: ListDefinition<InboundEvent, InboundEventFilter> = {
  name: "inboundEvents",
  title: { en: "Inbound events", ar: "الأحداث الواردة" },
  permission: "inboundEvent.read",
  filterType: "InboundEventFilter",
  orderType: "InboundEventOrder",
  async page(context, page, filter, order) {
    const em = context.reader("inboundEvent.read");
    const sorted = order?.length ? order : [{ field: "receivedAt", direction: "DESC" } as const];
    const where = { ...conditionOf(filter), ...(await searchCondition(em, filter?.search)) };
    return findPage(em, InboundEvent, where, sorted, page);
  },
  zoneOf: async ({ hospital }, context) => (hospital ? (await hospitalOf(context, hospital.id))?.timeZone : null),
  columns: [
    { key: "code", header: { en: "Event code", ar: "رمز الحدث" }, value: ({ eventCode }) => eventCode },
    {
      key: "status",
      header: { en: "Status", ar: "الحالة" },
      value: ({ status }) => statusWords[status as InboundEventStatus],
    },
    { key: "source", header: { en: "Source system", ar: "النظام المصدر" }, value: ({ sourceSystem }) => sourceSystem },
    {
      key: "externalId",
      shownIn: "encounter",
      header: { en: "External ID", ar: "المعرّف الخارجي" },
      value: ({ externalId }) => externalId,
    },
    { key: "encounter", header: { en: "Encounter", ar: "رقم الزيارة" }, value: ({ encounterId }) => encounterId },
    {
      key: "patientIdentifier",
      shownIn: "encounter",
      header: { en: "Patient identifier", ar: "معرّف المريض" },
      value: ({ patientIdentifier }) => patientIdentifier,
    },
    {
      key: "hospital",
      header: { en: "Hospital", ar: "المستشفى" },
      value: async ({ hospital, hospitalCode }, context) =>
        (hospital ? nameCell(await hospitalOf(context, hospital.id), context) : null) ?? hospitalCode,
    },
    { key: "error", header: { en: "Problem", ar: "المشكلة" }, value: ({ errorCode }) => errorCode },
    { key: "attempts", header: { en: "Attempts", ar: "المحاولات" }, value: ({ attempts }) => attempts },
    { key: "occurred", header: { en: "Occurred", ar: "وقت الوقوع" }, value: ({ occurredAt }) => occurredAt },
    { key: "received", header: { en: "Received", ar: "وقت الاستلام" }, value: ({ receivedAt }) => receivedAt },
    { key: "processed", header: { en: "Processed", ar: "وقت المعالجة" }, value: ({ processedAt }) => processedAt },
  ],
};
