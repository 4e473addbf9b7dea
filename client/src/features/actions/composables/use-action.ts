import { useSubscription } from "@urql/vue";
import { computed } from "vue";
import { type PxActionDetailFragment, PxActionByIdDocument, PxActionChangedDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";

export type ActionDetail = PxActionDetailFragment;

/** One action, kept current: what others do arrives by subscription and lands in the same cache entry. */
export function useAction(id: () => string) {
  const query = useLiveQuery({ query: PxActionByIdDocument, variables: () => ({ id: id() }) });
  useSubscription({ query: PxActionChangedDocument, variables: computed(() => ({ id: id() })) });
  return {
    action: computed<ActionDetail | null>(() => query.data.value?.pxAction ?? null),
    isMissing: computed(() => query.data.value !== null && !query.data.value.pxAction),
    ...query,
  };
}
