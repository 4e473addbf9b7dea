import { computed } from "vue";
import { EVENT_STATUSES, eventFilterSpec, toEventFilter } from "#entities/inbound-event/inbound-event-filters.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { InboundEventListDocument, type InboundEventListQuery } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { useNotices } from "#ui/notices.ts";

export type EventRow = InboundEventListQuery["inboundEvents"]["nodes"][number];

export function useEventList() {
  const { t } = useText();
  const list = useCursorList(
    eventFilterSpec,
    { fields: ["RECEIVED_AT", "OCCURRED_AT"], initial: { field: "RECEIVED_AT", direction: "DESC" } },
    useNotices().rejectedParameters,
  );
  const filter = computed(() => toEventFilter(list.filterState.value, viewerZone.value));
  const query = useLiveQuery({
    query: InboundEventListDocument,
    variables: () => ({ ...list.pageArguments.value, filter: filter.value }),
  });
  const places = useOrganizationFilters(() => undefined);
  const statuses = () => EVENT_STATUSES.map((value) => ({ value, label: t(`entities.eventStatus.${value}`) }));
  const codeField = (key: string, label: string): FilterField => ({
    key,
    kind: "text",
    label,
    isRare: key !== "sourceSystem" && key !== "eventCode",
  });
  const fields = computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("inbound-events.search") },
    { key: "status", kind: "choices", label: t("inbound-events.status"), options: statuses() },
    codeField("sourceSystem", t("inbound-events.sourceSystem")),
    codeField("eventCode", t("inbound-events.eventCode")),
    codeField("encounterId", t("entities.encounter")),
    codeField("patientIdentifier", t("inbound-events.patientIdentifier")),
    ...places.value.filter((field) => field.key === "hospitalId"),
    { key: "receivedAt", kind: "range", label: t("inbound-events.receivedAt") },
  ]);
  /** Text fields hold one code, the filter takes several. */
  function setFilters(patch: Record<string, unknown>): Promise<unknown> {
    const lists = new Set(["sourceSystem", "eventCode"]);
    const entries = Object.entries(patch).map(([key, value]) => [
      key,
      lists.has(key) && typeof value === "string" ? splitCodes(value) : value,
    ]);
    return list.setFilters(Object.fromEntries(entries) as Parameters<typeof list.setFilters>[0]);
  }
  return { list, setFilters, filter, query, fields, page: computed(() => query.data.value?.inboundEvents ?? null) };
}

function splitCodes(typed: string): string[] | undefined {
  const codes = typed.split(/[\s,،]+/).filter(Boolean);
  return codes.length > 0 ? codes : undefined;
}
