/** PX-14: what may be kept as evidence. Decided by the content, never by the name or what the browser says. */
export const maxEvidenceBytes = 10 * 1024 * 1024;

export const evidenceTypes: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

const maxNameLength = 120;

/**
 * PX-14: a name that is safe to show and to offer for saving: no path, no control or direction signs (which make
 * “exe.pdf” out of “fdp.exe”), no leading dot, and the ending of what the file really is.
 */
export function safeFileName(given: string | undefined, contentType: string): string {
  const ending = evidenceTypes[contentType] ?? "bin";
  const last = (given ?? "").normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(/[\p{C}\u2028\u2029<>:"|?*%;]/gu, "")
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .replace(/\s+/g, " ");
  const stem = [...clean].slice(0, maxNameLength).join("") || "evidence";
  return `${stem}.${ending}`;
}

/** PX-14: http and https only: a javascript: or file: address would run or reach where it should not. */
export function evidenceUrl(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:") || !url.hostname) return null;
  // A user name before the host is used to make a foreign host look like a known one.
  if (url.username || url.password || url.href.length > 2_000) return null;
  return url.href;
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8. */
export function attachmentHeader(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, "_").replace(/["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
