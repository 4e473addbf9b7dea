import { computed, ref } from "vue";
import { ComplaintCategoryTreeDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { type Category, inTreeOrder, pathOf } from "./category-tree.ts";

/** What a lookup of categories shows: those of any level, found by their name or by that of one above them. */
export function useCategoryLookup() {
  const { t, name } = useText();
  const search = ref("");
  const { data, isLoading } = useLiveQuery({ query: ComplaintCategoryTreeDocument, variables: {} });
  const all = computed(() => data.value?.complaintCategories ?? []);
  const items = computed(() => {
    const wanted = search.value.toLocaleLowerCase();
    const isFound = ({ nameAr, nameEn, code }: Category) =>
      [nameAr, nameEn, code].some((text) => text.toLocaleLowerCase().includes(wanted));
    return inTreeOrder(all.value).filter((one) => one.isActive && pathOf(all.value, one.id).some(isFound));
  });
  const above = (one: Category) =>
    pathOf(all.value, one.id)
      .slice(0, -1)
      .map((each) => name(each))
      .join(t("entities.complaint.below"));
  return {
    search,
    all,
    shown: computed(() => ({ items: items.value, loading: isLoading.value, textOf: name, noteOf: above })),
  };
}
