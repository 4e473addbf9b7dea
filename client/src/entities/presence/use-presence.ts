import { useSubscription } from "@urql/vue";
import { computed, onScopeDispose, ref } from "vue";
import { type PagePresence, PresenceDocument } from "#generated/graphql.ts";
import { connection } from "#lib/live/connection.ts";
import { printOrder } from "#lib/session/print-order.ts";

/** The kinds of records at whose pages people see each other; the server knows them by these names. */
export type PresenceType = "Complaint" | "Feedback" | "PxAction";

/**
 * Who else is at this page. Asking is being there: the page is left with the subscription. A tab in the background views
 * nothing, an open form in one is still edited; the server that draws a PDF is nobody.
 */
export function usePresence(type: PresenceType, id: () => string, mode: PagePresence) {
  const isHidden = ref(document.hidden);
  const onChange = () => (isHidden.value = document.hidden);
  document.addEventListener("visibilitychange", onChange);
  onScopeDispose(() => document.removeEventListener("visibilitychange", onChange));
  const pause = computed(() => printOrder !== null || (mode === "VIEWING" && isHidden.value));
  const { data } = useSubscription({
    query: PresenceDocument,
    variables: computed(() => ({ type, id: id(), mode })),
    pause,
  });
  return computed(() => (pause.value || connection.state !== "live" ? [] : (data.value?.presence ?? [])));
}
