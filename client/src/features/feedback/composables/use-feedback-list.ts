import { computed } from "vue";
import { useSteadyPage } from "#entities/case/use-steady-page.ts";
import { usePhysicianFilter } from "#entities/lookup/physician-filter.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { useOutcomeFilter } from "#entities/sla/use-outcome-filter.ts";
import { FeedbackListDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { useNotices } from "#ui/notices.ts";
import {
  FEEDBACK_SOURCES,
  FEEDBACK_STATUSES,
  feedbackFilterSpec,
  OPINIONS,
  toFeedbackFilter,
} from "./feedback-filters.ts";

export function useFeedbackList(isInquiries: () => boolean) {
  const { t } = useText();
  const list = useCursorList(
    feedbackFilterSpec,
    {
      fields: ["RECEIVED_AT", "DUE_AT", "CLOSED_AT", "STATUS", "REFERENCE"],
      initial: { field: "RECEIVED_AT", direction: "DESC" },
    },
    useNotices().rejectedParameters,
  );
  const filter = computed(() => toFeedbackFilter(list.filterState.value, isInquiries(), viewerZone.value));
  const variables = () => ({ ...list.pageArguments.value, filter: filter.value });
  const live = useLiveQuery({ query: FeedbackListDocument, variables });
  const places = useOrganizationFilters(() => list.filterState.value.hospitalId);
  const physicians = usePhysicianFilter(() => list.filterState.value.hospitalId);
  const slaOutcome = useOutcomeFilter();
  const options = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`entities.${key}.${value}`) }));
  const kinds = computed<FilterField[]>(() =>
    isInquiries()
      ? []
      : [{ key: "kind", kind: "choices", label: t("feedback.kind"), options: options(OPINIONS, "feedbackKind") }],
  );
  const fields = computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("feedback.search") },
    ...kinds.value,
    {
      key: "status",
      kind: "choices",
      label: t("feedback.status"),
      options: options(FEEDBACK_STATUSES, "feedbackStatus"),
    },
    ...places.value,
    {
      key: "source",
      kind: "choices",
      isRare: true,
      label: t("feedback.source"),
      options: options(FEEDBACK_SOURCES, "feedbackSource"),
    },
    { key: "physicianId", kind: "lookup", isRare: true, label: t("entities.physician"), lookup: physicians },
    slaOutcome.value,
    { key: "receivedAt", kind: "range", label: t("feedback.receivedAt") },
    { key: "dueAt", kind: "range", isRare: true, label: t("feedback.dueAt") },
    ...(["isOpen", "isMine", "isOverdue", "isUnassigned"] as const).map((key) => ({
      key,
      kind: "flag" as const,
      isChipOnly: true,
      label: t(`feedback.${key}`),
    })),
  ]);
  const { query, page, ...news } = useSteadyPage("feedback", {
    page: () => live.data.value?.feedbacks ?? null,
    variables,
    query: live,
  });
  return { list, filter, query, page, news, fields };
}
