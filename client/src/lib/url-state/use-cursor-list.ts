import { computed } from "vue";
import { type Codec, sort as sortCodec, type Sort, text } from "./codecs.ts";
import type { UrlSpec, UrlStateOf } from "./url-state.ts";
import { useUrlState } from "./use-url-state.ts";

export const PAGE_SIZE = 25;

interface PagingState<Field extends string> {
  sort?: Sort<Field>;
  after?: string;
  before?: string;
}

/** What every list page has in its address: its filters, the order and the place in the list. */
export function useCursorList<Spec extends UrlSpec, const Field extends string>(
  filters: Spec,
  order: { fields: readonly Field[]; initial: Sort<Field> },
  onRejected: (keys: string[]) => void,
) {
  const cursor: Codec<string> = text();
  const spec = { ...filters, sort: sortCodec(order.fields), after: cursor, before: cursor };
  const url = useUrlState(spec as UrlSpec, onRejected);
  const paging = computed(() => url.state.value as PagingState<Field>);
  const sort = computed<Sort<Field>>(() => paging.value.sort ?? order.initial);
  const filterState = computed(() => {
    const { sort: _sort, after: _after, before: _before, ...rest } = url.state.value as Record<string, unknown>;
    return rest as UrlStateOf<Spec>;
  });
  // A new filter or order starts at the first page: the old cursor has no meaning in the new list.
  const fromStart = { after: undefined, before: undefined };
  const go = (patch: object) => url.set(patch as UrlStateOf<UrlSpec>);

  return {
    filterState,
    sort,
    pageArguments: computed(() =>
      paging.value.before
        ? { last: PAGE_SIZE, before: paging.value.before, orderBy: [sort.value] }
        : { first: PAGE_SIZE, after: paging.value.after, orderBy: [sort.value] },
    ),
    isFiltered: computed(() => Object.keys(filterState.value).length > 0),
    setFilters: (patch: UrlStateOf<Spec>) => go({ ...patch, ...fromStart }),
    resetFilters: () => url.reset(),
    sortBy: (next: Sort<Field>) => go({ sort: next, ...fromStart }),
    goAfter: (after: string) => go({ after, before: undefined }),
    goBefore: (before: string) => go({ before, after: undefined }),
  };
}
