import { computed, type Ref, shallowRef, watch } from "vue";
import { isChosen, NOTHING, type Selection } from "#ui/table/selection.ts";

/** The chosen rows that some page has shown, so that a page can tell what its actions would reach. */
export function useChosenRows<Row extends { id: string }>(
  selection: Ref<Selection>,
  rows: () => readonly Row[],
  filter: () => unknown,
) {
  const seen = shallowRef(new Map<string, Row>());
  watch(
    rows,
    (next) => {
      seen.value = new Map([...seen.value, ...next.map((row) => [row.id, row] as const)]);
    },
    { immediate: true },
  );
  watch(
    () => JSON.stringify(filter()),
    () => {
      // Another filter is another list: what was chosen may not even be in it.
      selection.value = NOTHING;
      seen.value = new Map(rows().map((row) => [row.id, row] as const));
    },
  );
  return computed(() => [...seen.value.values()].filter((row) => isChosen(selection.value, row.id)));
}
