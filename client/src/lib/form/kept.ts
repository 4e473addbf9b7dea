import { computed, shallowReactive, type WritableComputedRef } from "vue";
import { viewer } from "../session/session.ts";

/** Of this page load alone: words about a patient never reach the storage of a shared computer (ADR 0037). */
const kept = shallowReactive(new Map<string, unknown>());
const keyOf = (place: string) => `${viewer.value?.user.id ?? "nobody"} ${place}`;
const isWords = (value: unknown) => typeof value === "string" && value.trim() !== "";

/** Within the console all is found again where it was typed; only a reload or a closed tab would lose it. */
function askBeforeUnload(event: BeforeUnloadEvent): void {
  if ([...kept.values()].some(isWords)) event.preventDefault();
}
function keep(key: string, value: unknown, isNothing: boolean): void {
  if (kept.size === 0 && !isNothing) window.addEventListener("beforeunload", askBeforeUnload);
  if (isNothing) kept.delete(key);
  else kept.set(key, value);
  if (kept.size === 0) window.removeEventListener("beforeunload", askBeforeUnload);
}

/** A value that outlives its field: another tab of the page, a closed dialog or a visit elsewhere lose nothing. `nothing` means that nothing is kept. */
export function useKept<Value>(place: () => string, nothing: Value): WritableComputedRef<Value> {
  return computed({
    get: () => {
      const key = keyOf(place());
      return kept.has(key) ? (kept.get(key) as Value) : nothing;
    },
    set: (value) => keep(keyOf(place()), value, value === nothing),
  });
}

/** Whoever signs out, or signs in as somebody else, leaves or meets nothing of it. */
export function dropKept(exceptOfUser?: string): void {
  for (const key of [...kept.keys()]) {
    if (exceptOfUser === undefined || !key.startsWith(`${exceptOfUser} `)) keep(key, null, true);
  }
}
