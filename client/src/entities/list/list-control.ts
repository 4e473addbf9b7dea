import type { Ref } from "vue";
import type { Failure } from "#lib/gql/errors.ts";
import type { Sort } from "#lib/url-state/codecs.ts";
import type { FilterValues } from "#ui/filters/filters.ts";
import type { PageInfo } from "#ui/table/table.ts";

/** What `useCursorList` gives, whatever the filters and orders of the list are. */
export interface ListControl {
  readonly filterState: Readonly<Ref<FilterValues>>;
  readonly sort: Readonly<Ref<Sort<string>>>;
  readonly isFiltered: Readonly<Ref<boolean>>;
  setFilters(patch: FilterValues): unknown;
  resetFilters(): unknown;
  sortBy(next: Sort<string>): unknown;
  goAfter(cursor: string): unknown;
  goBefore(cursor: string): unknown;
}

/** What `useLiveQuery` gives, whatever it asks for. */
export interface ListQuery {
  readonly failure: Readonly<Ref<Failure | null>>;
  readonly isRefreshing: Readonly<Ref<boolean>>;
  refetch(): void;
}

export interface ListPage<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}
