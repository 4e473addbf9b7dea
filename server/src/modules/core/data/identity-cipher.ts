import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;
/** First byte of every sealed value: lets a later key or algorithm be told apart during rotation. */
const format = 1;

/** F2.4: encrypts a patient's identity at rest and makes the blind index by which phone numbers stay searchable. */
export interface IdentityCipher {
  seal(plain: string): Buffer;
  /** Throws when the value was tampered with or sealed by another key. */
  open(sealed: Uint8Array): string;
  /** Keyed hash of a normalised value: equal values give equal indexes, and without the key nothing can be guessed. */
  blindIndex(kind: "mobile" | "nationalId" | "email", normalised: string): Buffer;
}

export function createIdentityCipher(key: Buffer): IdentityCipher {
  const encryptionKey = createHmac("sha256", key).update("px360 identity encryption").digest();
  const indexKey = createHmac("sha256", key).update("px360 identity index").digest();
  return {
    seal(plain) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, encryptionKey, iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== format) throw new Error("unknown format of an encrypted identity");
      const iv = bytes.subarray(1, 1 + ivBytes);
      const tag = bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, encryptionKey, iv);
      decipher.setAuthTag(tag);
      return decipher.update(bytes.subarray(1 + ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
    },
    blindIndex: (kind, normalised) => createHmac("sha256", indexKey).update(`${kind}:${normalised}`).digest(),
  };
}
