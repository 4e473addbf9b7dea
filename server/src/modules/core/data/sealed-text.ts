import type { RequestContext } from "../context/request-context.ts";
import type { Tx } from "../context/tx.ts";

/** What people write may name people: it is kept encrypted; blank is nothing. */
export function sealText(tx: Tx, text: string | null | undefined): Buffer | null {
  const clean = text?.trim().normalize("NFC");
  return clean ? tx.kernel.cipher.seal(clean) : null;
}

/** The caller has asked whether the words may be read. */
export const openText = (context: RequestContext, sealed: Uint8Array | null | undefined): string | null =>
  sealed ? context.kernel.cipher.open(sealed) : null;
