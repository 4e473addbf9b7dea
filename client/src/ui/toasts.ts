import { reactive } from "vue";

export interface ToastAction {
  label: string;
  run: () => void;
}
export interface Toast {
  id: number;
  tone: "success" | "error" | "info";
  text: string;
  action?: ToastAction;
}

/** Long enough to read a sentence in a second language; errors stay until they are dismissed. */
const STAY_MS = 6000;
/** What can be taken back stays as long as it can be. */
const UNDO_MS = 8000;
export const toasts = reactive<Toast[]>([]);
const clocks = new Map<number, ReturnType<typeof setTimeout>>();
let nextId = 1;

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
  release(id);
}

/** While a person points at it or has the focus in it, it stays: eight seconds are short for some. */
export function hold(id: number): void {
  clearTimeout(clocks.get(id));
}
export function release(id: number): void {
  clearTimeout(clocks.get(id));
  const toast = toasts.find((each) => each.id === id);
  if (!toast || toast.tone === "error") return void clocks.delete(id);
  clocks.set(
    id,
    setTimeout(() => dismiss(id), toast.action ? UNDO_MS : STAY_MS),
  );
}

export function toast(tone: Toast["tone"], text: string, action?: ToastAction): number {
  const id = nextId++;
  toasts.push({ id, tone, text, action });
  const [oldest] = toasts;
  if (toasts.length > 4 && oldest) dismiss(oldest.id);
  release(id);
  return id;
}
