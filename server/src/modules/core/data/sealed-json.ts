import type { IdentityCipher } from "./identity-cipher.ts";

const dateKey = "$date";

/** What a caller sent and a later step needs; sealed, because it may name a patient. Times stay times. */
export function sealJson(cipher: IdentityCipher, value: unknown): Buffer {
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
    const original = this[key];
    return original instanceof Date ? { [dateKey]: original.toISOString() } : plain;
  });
  return cipher.seal(text);
}

export function openJson<Value>(cipher: IdentityCipher, sealed: Uint8Array): Value {
  return JSON.parse(cipher.open(sealed), (_key, value: unknown) =>
    typeof value === "object" && value !== null && dateKey in value ? new Date(String(value[dateKey])) : value,
  ) as Value;
}
