import { computed, ref, shallowRef, watch } from "vue";
import { PatientTimelineDocument, type PatientTimelineQuery } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { type Failure, toFailure } from "#lib/gql/errors.ts";

type Entry = PatientTimelineQuery["patientTimeline"]["nodes"][number];

/** Grows page by page: older things are added below what one reads. */
export function useTimeline(patientId: () => string, kind: () => string | null) {
  const entries = shallowRef<readonly Entry[] | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const cursor = ref<string | null>(null);
  const hasMore = ref(false);
  const isLoading = ref(false);
  let round = 0;

  async function load(after: string | null): Promise<void> {
    const mine = (round += 1);
    isLoading.value = true;
    const chosen = kind();
    const answer = await gqlClient.value
      .query(
        PatientTimelineDocument,
        { patientId: patientId(), first: 20, after, kinds: chosen ? [chosen] : null },
        { requestPolicy: "network-only" },
      )
      .toPromise();
    // A newer question was asked meanwhile.
    if (mine !== round) return;
    isLoading.value = false;
    failure.value = answer.error ? toFailure(answer.error) : null;
    if (!answer.data) return;
    const page = answer.data.patientTimeline;
    entries.value = after ? [...(entries.value ?? []), ...page.nodes] : page.nodes;
    cursor.value = page.endCursor ?? null;
    hasMore.value = page.hasNextPage;
  }
  const reload = () => load(null);
  watch([patientId, kind], reload, { immediate: true });
  return {
    entries: computed(() => entries.value),
    failure,
    hasMore,
    isLoading,
    more: () => load(cursor.value),
    reload,
  };
}
