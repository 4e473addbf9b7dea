import { useSubscription } from "@urql/vue";
import { computed } from "vue";
import { FeedbackByIdDocument, FeedbackChangedDocument, type FeedbackDetailFragment } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";

export type FeedbackDetail = FeedbackDetailFragment;

/** One inquiry or feedback, kept current: what others do arrives by subscription. */
export function useFeedback(id: () => string) {
  const query = useLiveQuery({ query: FeedbackByIdDocument, variables: () => ({ id: id() }) });
  useSubscription({ query: FeedbackChangedDocument, variables: computed(() => ({ id: id() })) });
  return {
    feedback: computed<FeedbackDetail | null>(() => query.data.value?.feedback ?? null),
    isMissing: computed(() => query.data.value !== null && !query.data.value.feedback),
    ...query,
  };
}
