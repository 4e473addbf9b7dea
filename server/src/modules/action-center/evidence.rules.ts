import type { UploadRules } from "../core/index.ts";

export const maxEvidenceBytes = 10 * 1024 * 1024;

/** PX-14: what may be kept as evidence. Decided by the content, never by the name or what the browser says. */
export const evidenceUpload: UploadRules = {
  maxBytes: maxEvidenceBytes,
  types: ["application/pdf", "image/png", "image/jpeg", "image/webp"],
  unnamed: "evidence",
};

/** PX-14: http and https only: a javascript: or file: address would run or reach where it should not. */
export function evidenceUrl(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:") || !url.hostname) return null;
  // A user name before the host is used to make a foreign host look like a known one.
  if (url.username || url.password || url.href.length > 2_000) return null;
  return url.href;
}
