import { reactive } from "vue";

export interface Toast {
  id: number;
  tone: "success" | "error" | "info";
  text: string;
}

/** Long enough to read a sentence in a second language; errors stay until they are dismissed. */
const STAY_MS = 6000;
export const toasts = reactive<Toast[]>([]);
let nextId = 1;

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}

export function toast(tone: Toast["tone"], text: string): void {
  const id = nextId++;
  toasts.push({ id, tone, text });
  if (toasts.length > 4) toasts.shift();
  if (tone !== "error") setTimeout(() => dismiss(id), STAY_MS);
}
