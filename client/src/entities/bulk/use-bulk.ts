import { useSubscription } from "@urql/vue";
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import {
  type BulkAnswerFragment,
  type BulkRunStateFragment,
  BulkRunByIdDocument,
  BulkRunChangedDocument,
} from "#generated/graphql.ts";
import type { CommandError, Outcome } from "#lib/gql/use-command.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import type { Selection } from "#ui/table/selection.ts";
import { useNotices } from "#ui/notices.ts";

export type BulkCall = (isPreview: boolean) => Promise<Outcome<BulkAnswerFragment>>;
type Preview = NonNullable<BulkAnswerFragment["preview"]>;

/** How a bulk mutation is told what was chosen. */
export function targetsOf<Filter>(selection: Selection, filter: Filter): { ids?: string[]; filter?: Filter } {
  return selection.mode === "all" ? { filter } : { ids: [...selection.ids] };
}

/** A message that got lost must not leave the bar standing. */
const lookAgainMs = 4_000;

/** First what would happen, then that it happens, then what happened. `subject` changes with what is asked; null: not complete. */
export function useBulk(subject: () => string | null, call: BulkCall) {
  const notices = useNotices();
  const preview = shallowRef<Preview | null>(null);
  const errors = shallowRef<readonly CommandError[]>([]);
  const isLooking = ref(false);
  const isStarting = ref(false);
  const started = shallowRef<BulkRunStateFragment | null>(null);
  let latest = 0;

  async function look(): Promise<void> {
    const turn = ++latest;
    isLooking.value = true;
    const outcome = await call(true);
    // A later question has overtaken this answer.
    if (turn !== latest) return;
    isLooking.value = false;
    preview.value = outcome.ok ? (outcome.data.preview ?? null) : null;
    errors.value = outcome.ok ? [] : outcome.userErrors;
    if (!outcome.ok && outcome.failure) notices.failed(outcome);
  }
  watch(
    subject,
    (now) => {
      preview.value = null;
      if (now !== null) void look();
    },
    { immediate: true },
  );

  async function start(): Promise<boolean> {
    isStarting.value = true;
    const outcome = await call(false);
    isStarting.value = false;
    if (outcome.ok) started.value = outcome.data.run ?? null;
    else if (outcome.userErrors.length > 0) errors.value = outcome.userErrors;
    else notices.failed(outcome);
    return outcome.ok;
  }

  const id = computed(() => started.value?.id ?? "");
  const isSettled = ref(false);
  const pause = computed(() => started.value === null || started.value.isFinished || isSettled.value);
  const query = useLiveQuery({ query: BulkRunByIdDocument, variables: () => ({ id: id.value }), pause });
  useSubscription({ query: BulkRunChangedDocument, variables: computed(() => ({ id: id.value })), pause });
  // The subscription lands in the same cache entry.
  const run = computed(() => query.data.value?.bulkRun ?? started.value);
  watch(run, (now) => (isSettled.value = now?.isFinished ?? false));
  const timer = setInterval(() => {
    if (!pause.value) query.refetch();
  }, lookAgainMs);
  onScopeDispose(() => clearInterval(timer));

  return { preview, errors, isLooking, isStarting, start, run };
}
