const gsmBasic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** These take two septets: an escape and the sign. */
const gsmExtended = "\f^{}\\[~]|€";

const septets = new Map<string, number>([
  ...[...gsmBasic].map((sign) => [sign, 1] as const),
  ...[...gsmExtended].map((sign) => [sign, 2] as const),
]);

export interface SmsSize {
  readonly encoding: "GSM-7" | "UCS-2";
  /** Septets, or 16-bit units: an emoji takes two. */
  readonly units: number;
  readonly segments: number;
}

/**
 * NO-6: what a text costs as SMS (3GPP TS 23.038). One sign outside the GSM alphabet, as every Arabic letter, makes the whole
 * text UCS-2. Single messages hold 160 or 70 units, parts of longer ones 153 or 67; no sign is cut in two by a boundary.
 */
export function smsSize(text: string): SmsSize {
  const signs = [...text];
  const isGsm = signs.every((sign) => septets.has(sign));
  const sizes = signs.map((sign) => (isGsm ? (septets.get(sign) as number) : sign.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  const encoding = isGsm ? "GSM-7" : "UCS-2";
  if (units <= single) return { encoding, units, segments: units === 0 ? 0 : 1 };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) {
      segments++;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments };
}

export const maxSmsSegments = 2;
/** Longest link that a message must have room for (surveys.md, Tokens). */
export const maxLinkLength = 60;
