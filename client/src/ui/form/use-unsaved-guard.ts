import { onBeforeUnmount, onMounted, ref } from "vue";
import { useRouter } from "vue-router";

/** Nothing typed is lost by a click on a link, a reload or a closed dialog: the person is asked first. */
export function useUnsavedGuard(isUnsaved: () => boolean, discard: () => void) {
  const router = useRouter();
  const isAsking = ref(false);
  let answer: ((mayLeave: boolean) => void) | null = null;

  function decide(mayLeave: boolean): void {
    isAsking.value = false;
    if (mayLeave) discard();
    answer?.(mayLeave);
    answer = null;
  }
  async function mayLeave(): Promise<boolean> {
    if (!isUnsaved()) return true;
    answer?.(false);
    isAsking.value = true;
    return new Promise<boolean>((resolve) => {
      answer = resolve;
    });
  }
  // A changed filter or an opened drawer of the same page leaves nothing. Who was signed out can't be asked.
  const stopWatchingRoutes = router.beforeEach(
    (to, from) => to.path === from.path || to.name === "login" || mayLeave(),
  );
  const onUnload = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault();
  };
  onMounted(() => window.addEventListener("beforeunload", onUnload));
  onBeforeUnmount(() => {
    stopWatchingRoutes();
    window.removeEventListener("beforeunload", onUnload);
    decide(false);
  });
  return { isAsking, mayLeave, decide };
}
