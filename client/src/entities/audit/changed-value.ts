/** A value of the trail as text; null when there is none. */
export function changedValue(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.join(", ") || null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
