import { watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { ListSetup } from "./use-list-setup.ts";
import { stateFrom } from "./view-state.ts";

/**
 * Who comes by the navigation gets their own default view. A link with filters of its own shows what it says: the numbers
 * of the command centre must open exactly what they count.
 */
export function useDefaultView(setup: ListSetup): void {
  const route = useRoute();
  const router = useRouter();
  watch(
    [() => route.fullPath, setup.defaultViewId],
    () => {
      if ((window.history.state as { isHome?: boolean } | null)?.isHome !== true) return;
      const view = setup.views.value.find((each) => each.id === setup.defaultViewId.value);
      if (view) void router.replace({ query: stateFrom(view.state), hash: route.hash });
    },
    { immediate: true },
  );
}
