import { computed } from "vue";
import {
  JOURNEY_STATUSES,
  JOURNEY_TYPES,
  journeyFilterSpec,
  STAGE_STATUSES,
  toJourneyFilter,
} from "#entities/journey/journey-filters.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { JourneyListDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { useNotices } from "#ui/notices.ts";

export function useJourneyList() {
  const { t } = useText();
  const list = useCursorList(
    journeyFilterSpec,
    { fields: ["STARTED_AT", "LAST_EVENT_AT"], initial: { field: "LAST_EVENT_AT", direction: "DESC" } },
    useNotices().rejectedParameters,
  );
  const filter = computed(() => toJourneyFilter(list.filterState.value, viewerZone.value));
  const query = useLiveQuery({
    query: JourneyListDocument,
    variables: () => ({
      ...list.pageArguments.value,
      filter: filter.value,
    }),
  });
  const places = useOrganizationFilters(() => list.filterState.value.hospitalId);
  const options = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`entities.${key}.${value}`) }));
  const fields = computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("journeys.search") },
    { key: "journeyType", kind: "choices", label: t("entities.type"), options: options(JOURNEY_TYPES, "journeyType") },
    {
      key: "status",
      kind: "choices",
      label: t("journeys.status"),
      options: options(JOURNEY_STATUSES, "journeyStatus"),
    },
    ...places.value,
    {
      key: "stageStatus",
      isRare: true,
      kind: "choice",
      label: t("journeys.stageStatus"),
      options: options(STAGE_STATUSES, "stageStatus"),
    },
    { key: "stageCode", isRare: true, kind: "text", label: t("journeys.stageCode") },
    { key: "encounterId", isRare: true, kind: "text", label: t("entities.encounter") },
    { key: "mrn", isRare: true, kind: "text", label: t("entities.mrn") },
    { key: "startedAt", kind: "range", label: t("journeys.startedAt") },
    { key: "hasNegativeSurvey", isRare: true, kind: "flag", label: t("journeys.hasNegativeSurvey") },
  ]);
  return { list, filter, query, fields, page: computed(() => query.data.value?.journeyInstances ?? null) };
}
