import { useSubscription } from "@urql/vue";
import { computed, watch } from "vue";
import {
  type JourneyDetailFragment,
  JourneyByIdDocument,
  JourneyChangedDocument,
  JourneyEventsDocument,
} from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";

export type JourneyDetail = JourneyDetailFragment;
export type Stage = JourneyDetail["stages"][number];

/** One journey, live: each completed stage arrives by subscription, and its event is then fetched into the timeline. */
export function useJourney(id: () => string) {
  const query = useLiveQuery({ query: JourneyByIdDocument, variables: () => ({ id: id() }) });
  const events = useLiveQuery({ query: JourneyEventsDocument, variables: () => ({ id: id() }) });
  const changes = useSubscription({ query: JourneyChangedDocument, variables: computed(() => ({ id: id() })) });
  watch(changes.data, events.refetch);
  return {
    journey: computed<JourneyDetail | null>(() => query.data.value?.journeyInstance ?? null),
    isMissing: computed(() => query.data.value !== null && !query.data.value.journeyInstance),
    events,
    ...query,
  };
}
