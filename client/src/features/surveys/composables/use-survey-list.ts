import { computed } from "vue";
import { JOURNEY_TYPES } from "#entities/journey/journey-filters.ts";
import { usePhysicianFilter } from "#entities/lookup/physician-filter.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { SURVEY_STATUSES, surveyFilterSpec, toSurveyFilter } from "#entities/survey/survey-filters.ts";
import { SurveyListDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { useNotices } from "#ui/notices.ts";

export function useSurveyList() {
  const { t } = useText();
  const list = useCursorList(
    surveyFilterSpec,
    { fields: ["CREATED_AT", "SENT_AT", "ANSWERED_AT", "SCORE"], initial: { field: "CREATED_AT", direction: "DESC" } },
    useNotices().rejectedParameters,
  );
  const filter = computed(() => toSurveyFilter(list.filterState.value, viewerZone.value));
  const query = useLiveQuery({
    query: SurveyListDocument,
    variables: () => ({
      ...list.pageArguments.value,
      filter: filter.value,
    }),
  });
  const places = useOrganizationFilters(() => list.filterState.value.hospitalId);
  const physicians = usePhysicianFilter(() => list.filterState.value.hospitalId);
  const options = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`entities.${key}.${value}`) }));
  const fields = computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("surveys.search") },
    { key: "status", kind: "choices", label: t("surveys.status"), options: options(SURVEY_STATUSES, "surveyStatus") },
    { key: "isNegative", kind: "flag", label: t("surveys.isNegative") },
    { key: "score", isRare: true, kind: "number", label: t("entities.score") },
    { key: "hasScore", isRare: true, kind: "flag", label: t("surveys.hasScore") },
    {
      key: "journeyType",
      isRare: true,
      kind: "choices",
      label: t("entities.type"),
      options: options(JOURNEY_TYPES, "journeyType"),
    },
    { key: "stageCode", isRare: true, kind: "text", label: t("surveys.stageCode") },
    ...places.value,
    { key: "physicianId", kind: "lookup", label: t("entities.physician"), lookup: physicians },
    { key: "sentAt", isRare: true, kind: "range", label: t("surveys.sentAt") },
    { key: "answeredAt", kind: "range", label: t("surveys.answeredAt") },
    { key: "encounterId", isRare: true, kind: "text", label: t("entities.encounter") },
    { key: "mrn", isRare: true, kind: "text", label: t("entities.mrn") },
  ]);
  return { list, filter, query, fields, page: computed(() => query.data.value?.surveyInstances ?? null) };
}
