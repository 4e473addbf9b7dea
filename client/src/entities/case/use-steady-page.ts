import { useSubscription } from "@urql/vue";
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from "vue";
import { ComplaintsChangedDocument, FeedbacksChangedDocument, PxActionsChangedDocument } from "#generated/graphql.ts";
import type { Failure } from "#lib/gql/errors.ts";
import { gather, type Page } from "./steady-page.ts";

/** A hint that got lost must not leave the list behind for ever. */
const LOOK_AGAIN_MS = 30_000;
/** What happens together is read together; where much happens, a list reads no more often. */
const GATHER_MS = 1_000;
/** By then the hints are subscribed to: what came since the page was first read would else wait for the regular look. */
const SUBSCRIBED_MS = 2_000;
const REST_MS = 3_000;
const HINTS = {
  actions: PxActionsChangedDocument,
  complaints: ComplaintsChangedDocument,
  feedback: FeedbacksChangedDocument,
};

interface Source<Row extends { id: string }> {
  page: () => Page<Row> | null;
  /** Filter, order and place: others are another page. */
  variables: () => { before?: string | null };
  query: { failure: Ref<Failure | null>; isRefreshing: Ref<boolean>; refetch: () => void };
}

/** A page that is read again behind what is shown: rows change where they stand, none comes, goes or moves until the reader asks. */
export function useSteadyRows<Row extends { id: string }>({ page, variables, query }: Source<Row>) {
  const isHeld = ref(false);
  const accepted = shallowRef(page());
  const held = computed(() => {
    const fresh = page();
    if (!isHeld.value || !accepted.value || !fresh) return null;
    return gather(accepted.value, fresh, Boolean(variables().before));
  });
  watch(page, (next) => {
    if (!isHeld.value || !next) accepted.value = next;
  });
  function release(): void {
    isHeld.value = false;
    accepted.value = page();
  }
  watch(() => JSON.stringify(variables()), release);
  /** False while the reader's own question is under way: its answer is shown as it comes. */
  function look(): boolean {
    if (!accepted.value || query.isRefreshing.value) return false;
    isHeld.value = true;
    query.refetch();
    return true;
  }
  return {
    page: computed(() =>
      held.value && accepted.value ? { ...accepted.value, nodes: held.value.nodes } : accepted.value,
    ),
    moved: computed<ReadonlySet<string>>(() => held.value?.moved ?? new Set<string>()),
    newCount: computed(() => held.value?.newCount ?? 0),
    look,
    query: {
      ...query,
      // Nobody asked for what is read in the background.
      failure: computed(() => (isHeld.value ? null : query.failure.value)),
      isRefreshing: computed(() => !isHeld.value && query.isRefreshing.value),
      refetch(): void {
        release();
        query.refetch();
      },
    },
  };
}

/** A list of cases or actions, kept current by hints without a row moving under the cursor. */
export function useSteadyPage<Row extends { id: string }>(of: keyof typeof HINTS, source: Source<Row>) {
  const { look, ...steady } = useSteadyRows(source);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = 0;
  function lookSoon(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        if (document.visibilityState !== "visible") return;
        if (look()) lookedAt = Date.now();
        else lookSoon();
      },
      Math.max(GATHER_MS, lookedAt + REST_MS - Date.now()),
    );
  }
  const hint = useSubscription({ query: HINTS[of], variables: {} });
  watch(hint.data, lookSoon);
  const opening = setTimeout(lookSoon, SUBSCRIBED_MS);
  const regular = setInterval(lookSoon, LOOK_AGAIN_MS);
  onScopeDispose(() => {
    clearTimeout(timer);
    clearTimeout(opening);
    clearInterval(regular);
  });
  return steady;
}
