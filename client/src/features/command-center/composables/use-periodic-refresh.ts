import { onBeforeUnmount } from "vue";
import { connection } from "#lib/live/connection.ts";

/** The figures come from roll-ups that the workers keep; asking more often would only show the same ones. */
const EVERY_MS = 30_000;

export function usePeriodicRefresh(refetch: () => void): void {
  const timer = setInterval(() => {
    // Nobody looks at a hidden tab, and a lost connection refetches by itself when it is back.
    if (!document.hidden && connection.state === "live") refetch();
  }, EVERY_MS);
  onBeforeUnmount(() => clearInterval(timer));
}
