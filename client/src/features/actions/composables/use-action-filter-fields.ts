import { computed } from "vue";
import {
  ACTION_BUCKETS,
  ACTION_PRIORITIES,
  ACTION_SOURCES,
  ACTION_STATUSES,
  type ActionFilterState,
} from "#entities/action/action-filters.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { useOutcomeFilter } from "#entities/sla/use-outcome-filter.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterField } from "#ui/filters/filters.ts";

export function useActionFilterFields(state: () => ActionFilterState) {
  const { t } = useText();
  const places = useOrganizationFilters(() => state().hospitalId);
  const outcome = useOutcomeFilter();
  const options = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`entities.${key}.${value}`) }));
  return computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("actions.search") },
    { key: "status", kind: "choices", label: t("actions.status"), options: options(ACTION_STATUSES, "actionStatus") },
    { key: "priority", kind: "choices", label: t("actions.priority"), options: options(ACTION_PRIORITIES, "priority") },
    {
      key: "source",
      kind: "choices",
      isRare: true,
      label: t("actions.source"),
      options: options(ACTION_SOURCES, "actionSource"),
    },
    ...places.value,
    { key: "dueAt", kind: "range", label: t("actions.dueAt") },
    { key: "createdAt", kind: "range", isRare: true, label: t("actions.createdAt") },
    { key: "isOpen", kind: "flag", isChipOnly: true, label: t("actions.isOpen") },
    { key: "isMine", kind: "flag", isChipOnly: true, label: t("actions.isMine") },
    { key: "isOverdue", kind: "flag", isChipOnly: true, label: t("actions.isOverdue") },
    {
      key: "timeToBreach",
      kind: "choices",
      isRare: true,
      label: t("actions.timeToBreach"),
      options: ACTION_BUCKETS.map((value) => ({ value, label: t(`actions.buckets.${value}`) })),
    },
    outcome.value,
    { key: "isUnassigned", kind: "flag", isChipOnly: true, label: t("actions.isUnassigned") },
    { key: "isEscalated", kind: "flag", isChipOnly: true, label: t("actions.isEscalated") },
  ]);
}
