import { onBeforeUnmount, watch } from "vue";

/** What opens above the page gives the focus back to where it came from. */
export function useFocusReturn(isOpen: () => boolean): void {
  let origin: HTMLElement | null = null;
  // The overlay lets go of the focus after its leave transition.
  const giveBack = () => setTimeout(() => origin?.isConnected && origin.focus(), 50);
  watch(
    isOpen,
    (open) => {
      if (open) origin = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      else giveBack();
    },
    { immediate: true },
  );
  // Many dialogs are removed together with the question that they ask.
  onBeforeUnmount(giveBack);
}
