import { PermanentError, type IdentityCipher } from "../core/index.ts";

/** The payload as an object; none counts as an empty one. */
export function openPayload(cipher: IdentityCipher, sealed: Uint8Array | null): Readonly<Record<string, unknown>> {
  if (!sealed) return {};
  try {
    return JSON.parse(cipher.open(sealed)) as Record<string, unknown>;
  } catch {
    // Another key, or a row that somebody tampered with: no retry mends it.
    throw new PermanentError("PAYLOAD_UNREADABLE", "the payload can't be decrypted with the present key");
  }
}
