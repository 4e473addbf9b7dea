import { readonly, ref } from "vue";
import { skewFrom } from "./skew.ts";

let skew = 0;
const current = ref(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;

/** The one ticking clock of the console, in the server's time: every countdown and “2 min ago” reads this ref. */
export const now = readonly(current);

export function serverNow(): number {
  return Date.now() + skew;
}

export function observeServerTime(serverDate: string | null, sentAt: number, receivedAt: number): void {
  skew = skewFrom(serverDate, sentAt, receivedAt, skew);
}

export function startClock(): void {
  timer ??= setInterval(() => {
    // A hidden tab paints nothing; it catches up with the first tick after it is shown again.
    if (!document.hidden) current.value = serverNow();
  }, 1000);
}
