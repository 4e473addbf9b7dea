import { useSubscription } from "@urql/vue";
import { computed } from "vue";
import { ComplaintByIdDocument, ComplaintChangedDocument, type ComplaintDetailFragment } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";

export type ComplaintDetail = ComplaintDetailFragment;

/** One complaint, kept current: what others do arrives by subscription and lands in the same cache entry. */
export function useComplaint(id: () => string) {
  const query = useLiveQuery({ query: ComplaintByIdDocument, variables: () => ({ id: id() }) });
  useSubscription({ query: ComplaintChangedDocument, variables: computed(() => ({ id: id() })) });
  return {
    complaint: computed<ComplaintDetail | null>(() => query.data.value?.complaint ?? null),
    isMissing: computed(() => query.data.value !== null && !query.data.value.complaint),
    ...query,
  };
}
