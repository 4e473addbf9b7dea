import { computed } from "vue";
import { inTreeOrder, pathOf } from "#entities/complaint/category-tree.ts";
import {
  COMPLAINT_LEVELS,
  COMPLAINT_OUTCOMES,
  COMPLAINT_SOURCES,
  COMPLAINT_STATUSES,
  type ComplaintFilterState,
} from "#entities/complaint/complaint-filters.ts";
import { usePhysicianFilter } from "#entities/lookup/physician-filter.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { useOutcomeFilter } from "#entities/sla/use-outcome-filter.ts";
import { ComplaintCategoryTreeDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterField } from "#ui/filters/filters.ts";

const FLAGS = [
  "isOpen",
  "isMine",
  "isOverdue",
  "isUnassigned",
  "isEscalated",
  "isPaused",
  "isDissatisfied",
  "isResolutionAnswered",
  "hasDepartment",
  "hasPhysician",
  "hasCategory",
  "hasOutcome",
] as const;

export function useComplaintFilterFields(state: () => ComplaintFilterState) {
  const { t, name } = useText();
  const places = useOrganizationFilters(() => state().hospitalId);
  const physicians = usePhysicianFilter(() => state().hospitalId);
  const tree = useLiveQuery({ query: ComplaintCategoryTreeDocument, variables: {} });
  const slaOutcome = useOutcomeFilter();
  const options = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`entities.${key}.${value}`) }));
  const categories = computed(() => {
    const all = tree.data.value?.complaintCategories ?? [];
    return inTreeOrder(all).map((one) => ({
      value: one.id,
      label: pathOf(all, one.id)
        .map((each) => name(each))
        .join(t("entities.complaint.below")),
    }));
  });
  return computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("complaints.search") },
    {
      key: "status",
      kind: "choices",
      label: t("complaints.status"),
      options: options(COMPLAINT_STATUSES, "complaintStatus"),
    },
    {
      key: "severity",
      kind: "choices",
      label: t("complaints.severity"),
      options: options(COMPLAINT_LEVELS, "severity"),
    },
    ...places.value,
    {
      key: "source",
      kind: "choices",
      label: t("complaints.source"),
      options: options(COMPLAINT_SOURCES, "complaintSource"),
    },
    {
      key: "priority",
      kind: "choices",
      isRare: true,
      label: t("complaints.priority"),
      options: options(COMPLAINT_LEVELS, "priority"),
    },
    { key: "categoryId", kind: "choices", isRare: true, label: t("complaints.category"), options: categories.value },
    { key: "physicianId", kind: "lookup", isRare: true, label: t("entities.physician"), lookup: physicians },
    {
      key: "outcome",
      kind: "choices",
      isRare: true,
      label: t("complaints.outcome"),
      options: options(COMPLAINT_OUTCOMES, "complaintOutcome"),
    },
    slaOutcome.value,
    { key: "receivedAt", kind: "range", label: t("complaints.receivedAt") },
    { key: "dueAt", kind: "range", isRare: true, label: t("complaints.dueAt") },
    { key: "closedAt", kind: "range", isRare: true, label: t("complaints.closedAt") },
    ...FLAGS.map((key) => ({ key, kind: "flag" as const, isChipOnly: true, label: t(`complaints.${key}`) })),
  ]);
}
