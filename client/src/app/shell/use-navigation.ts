import { useSubscription } from "@urql/vue";
import { computed, onBeforeUnmount, watch } from "vue";
import { useRoute } from "vue-router";
import { ComplaintsChangedDocument, NavigationChangedDocument, NavigationCountsDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { can } from "#lib/permissions/permissions.ts";
import { section } from "#lib/url-state/section.ts";
import { type NavigationItem, visibleNavigation } from "../navigation.ts";

/** Counts that have no live hint are asked for now and then. */
const COUNTS_EVERY_MS = 60_000;
/** A storm of changes is counted once in this time. */
const REST_MS = 3_000;

/** The entries that the viewer may open, with their counts kept current. */
export function useNavigation() {
  const route = useRoute();
  const { data, refetch } = useLiveQuery({ query: NavigationCountsDocument, variables: {} });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const timer = setInterval(refetch, COUNTS_EVERY_MS);
  const countSoon = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      refetch();
    }, REST_MS);
  };
  useSubscription({ query: NavigationChangedDocument }, (_former, hint) => {
    countSoon();
    return hint;
  });
  useSubscription({ query: ComplaintsChangedDocument, pause: !can("complaint.read") }, (_former, hint) => {
    countSoon();
    return hint;
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    clearTimeout(waiting);
  });
  watch(() => route.path, refetch);

  return {
    groups: computed(() => visibleNavigation(can)),
    countOf: (item: NavigationItem) =>
      data.value?.viewer && item.count ? item.count(data.value.viewer.navigation) : 0,
    isCurrent(item: NavigationItem): boolean {
      const name = section() ?? String(route.name);
      return name === item.route || name.startsWith(`${item.route}-`);
    },
    isThisPage: (item: NavigationItem) => route.name === item.route,
  };
}

export type Navigation = ReturnType<typeof useNavigation>;
