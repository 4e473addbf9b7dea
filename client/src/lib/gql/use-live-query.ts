import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type AnyVariables, useQuery } from "@urql/vue";
import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from "vue";
import { connection } from "../live/connection.ts";
import { type Failure, toFailure } from "./errors.ts";

export interface LiveQueryOptions<Data, Variables extends AnyVariables> {
  query: TypedDocumentNode<Data, Variables>;
  variables: MaybeRefOrGetter<Variables>;
  pause?: MaybeRefOrGetter<boolean>;
}

/**
 * A query as the screens want it: what was shown stays visible while it is refreshed and when refreshing fails, and a
 * reconnection refetches it.
 */
export function useLiveQuery<Data, Variables extends AnyVariables>(options: LiveQueryOptions<Data, Variables>) {
  // Compared by content: a filter object that is rebuilt with the same values must not ask again.
  const fingerprint = computed(() => JSON.stringify(toValue(options.variables)));
  const variables = computed(() => JSON.parse(fingerprint.value) as Variables);
  const pause = computed(() => toValue(options.pause) ?? false);
  const result = useQuery<Data, Variables>({ query: options.query, variables, pause } as Parameters<
    typeof useQuery<Data, Variables>
  >[0]);

  const data = shallowRef<Data | null>(null);
  const failure = shallowRef<Failure | null>(null);
  let shownFor = "";
  watch(
    [result.data, result.error],
    ([next, error]) => {
      if (next !== undefined && next !== null) {
        data.value = next;
        shownFor = fingerprint.value;
      } else if (error && shownFor !== fingerprint.value) {
        // What is on the screen answers another question: worse than nothing.
        data.value = null;
      }
      failure.value = error ? toFailure(error) : null;
    },
    { immediate: true },
  );
  const refetch = () => void result.executeQuery({ requestPolicy: "network-only" });
  watch(
    () => connection.epoch,
    () => {
      if (!pause.value) refetch();
    },
  );

  return {
    data,
    failure,
    /** Nothing to show yet: the screen draws its skeleton. */
    isLoading: computed(() => data.value === null && failure.value === null),
    isRefreshing: computed(() => data.value !== null && (result.fetching.value || result.stale.value)),
    refetch,
  };
}
