import { computed } from "vue";
import { ComplaintCategoryTreeDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { can } from "#lib/permissions/permissions.ts";

/** As many names are still read at a glance; the others are counted. */
const MOST = 2;

/** Complaint categories by name, shortened when there are many; how many there are for whoever may not read them. */
export function useCategoryNames(isWanted: () => boolean) {
  const { t, tn, name, number } = useText();
  const { data } = useLiveQuery({
    query: ComplaintCategoryTreeDocument,
    variables: {},
    pause: () => !isWanted() || !can("complaint.read"),
  });
  const byId = computed(() => new Map(data.value?.complaintCategories.map((one) => [one.id, name(one)])));
  const whole = (ids: readonly string[]) => ids.flatMap((id) => byId.value.get(id) ?? []).join(t("ui.comma"));
  const short = (ids: readonly string[]): string => {
    const known = ids.filter((id) => byId.value.has(id));
    if (known.length < ids.length) return tn("sla.policy.categoryCount", ids.length);
    const first = whole(known.slice(0, MOST));
    return known.length > MOST ? t("ui.filters.andMore", { first, n: number(known.length - MOST) }) : first;
  };
  return { whole, short };
}
