import { onBeforeUnmount, onMounted } from "vue";

const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export function isTyping(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLInputElement> | null;
  // One does not type into a box or a ring: after a click on a row's box the rows' keys still work.
  if (element?.type === "checkbox" || element?.type === "radio") return false;
  return TYPING.has(element?.tagName ?? "") || element?.isContentEditable === true;
}

/**
 * Shortcuts by the key's position (`KeyJ`), not its letter: on an Arabic layout the same key types another letter. Off while
 * typing and while another dialog has the floor.
 */
export function useShortcuts(shortcuts: Partial<Record<string, (event: KeyboardEvent) => void>>): void {
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("[role=dialog][aria-modal=true]")) return;
    const action = shortcuts[event.shiftKey ? `Shift+${event.code}` : event.code];
    if (!action) return;
    event.preventDefault();
    action(event);
  }
  onMounted(() => document.addEventListener("keydown", onKey));
  onBeforeUnmount(() => document.removeEventListener("keydown", onKey));
}
