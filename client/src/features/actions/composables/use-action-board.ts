import { useSubscription } from "@urql/vue";
import { computed, onBeforeUnmount, ref, shallowRef, watch } from "vue";
import { actionFilterSpec, toActionFilter } from "#entities/action/action-filters.ts";
import {
  type PxActionBucket,
  PxActionBoardMoreDocument,
  PxActionBoardPageDocument,
  PxActionsLiveDocument,
} from "#generated/graphql.ts";
import { now } from "#lib/clock/clock.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { toFailure } from "#lib/gql/errors.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useUrlState } from "#lib/url-state/use-url-state.ts";
import { useNotices } from "#ui/notices.ts";
import type { ActionCard } from "./action-steps.ts";
import { hasMoved } from "./board-gather.ts";

interface Tail {
  readonly cards: readonly ActionCard[];
  readonly after: string | null;
}
export interface BoardColumn {
  readonly bucket: PxActionBucket;
  readonly total: number;
  readonly cards: readonly ActionCard[];
  /** Where its next page begins; null at its end. */
  readonly after: string | null;
}
/** While nobody is at it, the board sorts itself anew, so that a wall stays right. */
const SORT_EVERY_MS = 5_000;

export function useActionBoard() {
  const notices = useNotices();
  const url = useUrlState(actionFilterSpec, notices.rejectedParameters);
  const filter = computed(() => toActionFilter(url.state.value, viewerZone.value));
  const fingerprint = computed(() => JSON.stringify(filter.value));
  const query = useLiveQuery({
    query: PxActionBoardPageDocument,
    variables: () => ({ filter: filter.value, first: 20 }),
  });
  const tails = shallowRef<Partial<Record<PxActionBucket, Tail>>>({});
  const news = shallowRef<ReadonlySet<string>>(new Set());
  /** Under the pointer, the focus or a drag nothing moves. */
  const isHeld = ref(false);

  const columns = computed<BoardColumn[]>(() =>
    (query.data.value?.pxActionBoard.columns ?? []).map(({ bucket, actions }) => {
      const tail = tails.value[bucket];
      const after = actions.pageInfo.hasNextPage ? (actions.pageInfo.endCursor ?? null) : null;
      return {
        bucket,
        total: actions.totalCount,
        cards: [...actions.nodes, ...(tail?.cards ?? [])],
        after: tail ? tail.after : after,
      };
    }),
  );
  const known = computed(() => new Set(columns.value.flatMap(({ cards }) => cards.map(({ id }) => id))));
  const movedCount = computed(() =>
    columns.value.reduce(
      (sum, { bucket, cards }) => sum + cards.filter((card) => hasMoved(card, bucket, now.value)).length,
      0,
    ),
  );

  function sortAnew(): void {
    news.value = new Set();
    tails.value = {};
    query.refetch();
  }
  watch(fingerprint, () => {
    news.value = new Set();
    tails.value = {};
  });
  // A card that is shown changes where it stands, through the cache; one that is not waits behind the button.
  useSubscription(
    { query: PxActionsLiveDocument, variables: computed(() => ({ filter: JSON.parse(fingerprint.value) })) },
    (_former, data) => {
      const { id, status } = data.pxActionsLive;
      const isOpen = status !== "CLOSED" && status !== "CANCELLED";
      if (isOpen && !known.value.has(id)) news.value = new Set([...news.value, id]);
      return data;
    },
  );
  const waitingCount = computed(() => news.value.size + movedCount.value);
  const timer = setInterval(() => {
    if (waitingCount.value > 0 && !isHeld.value && !query.isRefreshing.value) sortAnew();
  }, SORT_EVERY_MS);
  onBeforeUnmount(() => clearInterval(timer));

  async function showMore({ bucket, after }: BoardColumn): Promise<void> {
    const variables = { filter: { ...filter.value, timeToBreach: [bucket] }, after };
    const { data, error } = await gqlClient.value.query(PxActionBoardMoreDocument, variables).toPromise();
    if (!data) return notices.failed({ userErrors: [], failure: error ? toFailure(error) : null });
    const { nodes, pageInfo } = data.pxActions;
    const cards = [...(tails.value[bucket]?.cards ?? []), ...nodes];
    tails.value = { ...tails.value, [bucket]: { cards, after: pageInfo.hasNextPage ? pageInfo.endCursor : null } };
  }

  return { url, query, columns, waitingCount, isHeld, sortAnew, showMore };
}
