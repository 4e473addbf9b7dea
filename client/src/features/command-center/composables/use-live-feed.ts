import { useSubscription } from "@urql/vue";
import { computed, onBeforeUnmount, ref, shallowRef, watch } from "vue";
import {
  LiveFeedDocument,
  type LiveFeedFieldsFragment,
  LiveFeedItemsDocument,
  type LiveFeedFilter,
} from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { type FeedBuffer, receive, release } from "./feed-buffer.ts";

/** At most one paint a second, however many events a busy morning brings. */
const PAINT_EVERY_MS = 1000;

export function useLiveFeed(filter: () => LiveFeedFilter) {
  const buffer = shallowRef<FeedBuffer<LiveFeedFieldsFragment>>({ shown: [], waiting: [] });
  const isPaused = ref(false);
  const first = useLiveQuery({ query: LiveFeedItemsDocument, variables: () => ({ filter: filter() }) });
  const fingerprint = computed(() => JSON.stringify(filter()));

  // What arrived between two paints. The handler form of useSubscription misses nothing when two come in one tick.
  let arrived: LiveFeedFieldsFragment[] = [];
  useSubscription(
    {
      query: LiveFeedDocument,
      variables: computed(() => ({ filter: JSON.parse(fingerprint.value) as LiveFeedFilter })),
    },
    (_former, data) => {
      arrived.push(data.liveFeed);
      return data;
    },
  );
  function paint(): void {
    if (arrived.length > 0) {
      buffer.value = receive(buffer.value, arrived);
      arrived = [];
    }
    if (!isPaused.value && buffer.value.waiting.length > 0) show();
  }
  function show(): void {
    buffer.value = release(buffer.value);
  }
  const timer = setInterval(paint, PAINT_EVERY_MS);
  onBeforeUnmount(() => clearInterval(timer));

  // Another filter is another feed.
  watch(fingerprint, () => {
    arrived = [];
    buffer.value = { shown: [], waiting: [] };
  });
  watch(
    first.data,
    (data) => {
      if (data) buffer.value = release(receive(buffer.value, data.liveFeedItems.nodes));
    },
    { immediate: true },
  );

  return {
    items: computed(() => buffer.value.shown),
    waitingCount: computed(() => buffer.value.waiting.length),
    isPaused,
    show,
    isLoading: first.isLoading,
    failure: first.failure,
    refetch: first.refetch,
  };
}
