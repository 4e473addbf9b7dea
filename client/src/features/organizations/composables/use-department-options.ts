import { computed } from "vue";
import { DepartmentTreeDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { branchOf, visibleRows } from "./tree.ts";

/** The departments of a hospital as a choice, in the order of the tree. `without`: a branch that is left out. */
export function useDepartmentOptions(hospitalId: () => string | null | undefined, without?: () => string | null) {
  const { name } = useText();
  const { data, isLoading } = useLiveQuery({
    query: DepartmentTreeDocument,
    variables: () => ({ hospitalId: hospitalId() ?? "" }),
    pause: () => !hospitalId(),
  });
  const options = computed(() => {
    const all = data.value?.departmentTree ?? [];
    const left = without?.() ? branchOf(all, without() ?? "") : new Set<string>();
    return visibleRows(all, () => true)
      .filter(({ department }) => !left.has(department.id))
      .map(({ department, level }) => ({
        value: department.id,
        label: `${"\u2003".repeat(level - 1)}${name(department)}`,
      }));
  });
  return { options, isLoading };
}
