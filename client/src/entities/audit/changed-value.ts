/** How a value of the trail is drawn. */
export type ShownValue =
  | { kind: "none" }
  | { kind: "time"; at: string }
  | { kind: "flag"; isTrue: boolean }
  | { kind: "id"; id: string }
  | { kind: "text"; text: string }
  | { kind: "list"; items: unknown[] }
  | { kind: "record"; entries: [string, unknown][] };

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
/** Ids and hashes: long, and of no use to the eye. */
const LONG_ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40,})$/i;

export function shownValue(value: unknown): ShownValue {
  if (value === null || value === undefined || value === "") return { kind: "none" };
  if (typeof value === "boolean") return { kind: "flag", isTrue: value };
  if (Array.isArray(value)) return value.length > 0 ? { kind: "list", items: value } : { kind: "none" };
  if (typeof value === "object") {
    const entries = Object.entries(value);
    return entries.length > 0 ? { kind: "record", entries } : { kind: "none" };
  }
  const text = String(value);
  if (TIME.test(text) && !Number.isNaN(Date.parse(text))) return { kind: "time", at: text };
  return LONG_ID.test(text) ? { kind: "id", id: text } : { kind: "text", text };
}
