import { useSubscription } from "@urql/vue";
import { computed, onScopeDispose } from "vue";
import { UnroutableChangedDocument, UnroutableCountDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { can } from "#lib/permissions/permissions.ts";

/** Hints come at most once a second; what is asked for a little later holds what they meant. */
const REST_MS = 1_200;

/** SLA-19: how many escalations nobody could be told of, kept current; null without the right to see them. */
export function useUnroutableCount() {
  const pause = !can("sla.read");
  const { data, refetch } = useLiveQuery({ query: UnroutableCountDocument, variables: {}, pause });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  useSubscription({ query: UnroutableChangedDocument, pause }, (_former, hint) => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      refetch();
    }, REST_MS);
    return hint;
  });
  onScopeDispose(() => clearTimeout(waiting));
  return computed(() => data.value?.unroutableEscalationCount ?? null);
}
