import { computed, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { readUrl, type UrlSpec, type UrlStateOf, writeUrl } from "./url-state.ts";

/**
 * The state of a page, kept in its address: back works, and a copied link shows the same. `onRejected` tells the reader
 * which parameters were dropped.
 */
export function useUrlState<Spec extends UrlSpec>(spec: Spec, onRejected: (keys: string[]) => void) {
  const route = useRoute();
  const router = useRouter();
  // The page, whatever drawer of its own is open: while leaving, the new page's parameters are not ours to judge.
  const page = route.matched[0];
  const read = computed(() => readUrl(spec, route.query));
  const state = computed(() => read.value.state);

  watch(
    () => (route.matched[0] === page ? read.value.rejected.join(",") : ""),
    (rejected) => {
      if (!rejected) return;
      onRejected(rejected.split(","));
      void router.replace({ query: writeUrl(spec, state.value), hash: route.hash });
    },
    { immediate: true },
  );

  return {
    state,
    set: (patch: UrlStateOf<Spec>) => router.push({ query: writeUrl(spec, { ...state.value, ...patch }) }),
    replace: (patch: UrlStateOf<Spec>) => router.replace({ query: writeUrl(spec, { ...state.value, ...patch }) }),
    reset: (keep: UrlStateOf<Spec> = {}) => router.push({ query: writeUrl(spec, keep) }),
  };
}
