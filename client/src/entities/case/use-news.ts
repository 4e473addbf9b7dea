import { useSubscription } from "@urql/vue";
import { onScopeDispose, ref, watch } from "vue";
import {
  type ComplaintFilter,
  ComplaintNewsDocument,
  ComplaintsChangedDocument,
  type FeedbackFilter,
  FeedbackNewsDocument,
  FeedbacksChangedDocument,
  type PxActionFilter,
  PxActionNewsDocument,
  PxActionsChangedDocument,
} from "#generated/graphql.ts";
import { serverNow } from "#lib/clock/clock.ts";
import { gqlClient } from "#lib/gql/client.ts";

/** A hint that got lost must not leave the list behind for ever. */
const LOOK_AGAIN_MS = 30_000;
const DOCUMENTS = {
  actions: { news: PxActionNewsDocument, changed: PxActionsChangedDocument },
  complaints: { news: ComplaintNewsDocument, changed: ComplaintsChangedDocument },
  feedback: { news: FeedbackNewsDocument, changed: FeedbacksChangedDocument },
};
export type NewsOf = keyof typeof DOCUMENTS;
export type NewsFilter = ComplaintFilter | FeedbackFilter | PxActionFilter;

/** How many cases or actions have come in since the list was read. They wait behind a button: no row moves under the cursor. */
export function useNews(of: NewsOf, filter: () => NewsFilter, page: () => unknown) {
  const count = ref(0);
  let readAt = serverNow();
  let turn = 0;

  async function look(): Promise<void> {
    const mine = ++turn;
    const variables = { filter: filter() as ComplaintFilter & FeedbackFilter & PxActionFilter };
    const { data } = await gqlClient.value
      .query(DOCUMENTS[of].news, variables, { requestPolicy: "network-only" })
      .toPromise();
    if (mine !== turn || !data) return;
    count.value = data.newest.nodes.filter((node) => Date.parse(node.createdAt) > readAt).length;
  }
  function reset(): void {
    turn += 1;
    readAt = serverNow();
    count.value = 0;
  }
  // A page that was read anew shows them.
  watch(page, reset);
  const hint = useSubscription({ query: DOCUMENTS[of].changed, variables: {} });
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(hint.data, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), 1000);
  });
  const regular = setInterval(() => {
    if (document.visibilityState === "visible") void look();
  }, LOOK_AGAIN_MS);
  onScopeDispose(() => {
    clearTimeout(timer);
    clearInterval(regular);
  });
  return count;
}
