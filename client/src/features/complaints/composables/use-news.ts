import { useSubscription } from "@urql/vue";
import { computed, onScopeDispose, ref, watch } from "vue";
import { type ComplaintFilter, ComplaintNewsDocument, ComplaintsChangedDocument } from "#generated/graphql.ts";
import { serverNow } from "#lib/clock/clock.ts";
import { gqlClient } from "#lib/gql/client.ts";

/** A hint that got lost must not leave the list behind for ever. */
const LOOK_AGAIN_MS = 30_000;

/** How many complaints have come in since the list was read. They wait behind a button: no row moves under the cursor. */
export function useNews(filter: () => ComplaintFilter, page: () => unknown) {
  const count = ref(0);
  let readAt = serverNow();
  let turn = 0;

  async function look(): Promise<void> {
    const mine = ++turn;
    const { data } = await gqlClient.value
      .query(ComplaintNewsDocument, { filter: filter() }, { requestPolicy: "network-only" })
      .toPromise();
    if (mine !== turn || !data) return;
    count.value = data.complaints.nodes.filter((node) => Date.parse(node.createdAt) > readAt).length;
  }
  function reset(): void {
    turn += 1;
    readAt = serverNow();
    count.value = 0;
  }
  // A page that was read anew shows them.
  watch(page, reset);
  const hint = useSubscription({ query: ComplaintsChangedDocument, variables: {} });
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
  return { count: computed(() => count.value), reset };
}
