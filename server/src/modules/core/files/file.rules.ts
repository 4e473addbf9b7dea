/** Types that PX360 keeps, judged by content, and the ending that a file of the type gets. */
export const fileEndings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/ogg": "ogg",
  "audio/wav": "wav",
};

const maxNameLength = 120;

/**
 * CO-12: a name that is safe to show and to offer for saving: no path, no control or direction signs (which make
 * “exe.pdf” out of “fdp.exe”), no leading dot, and the ending of what the file really is.
 */
export function safeFileName(given: string | undefined, contentType: string, unnamed = "file"): string {
  const ending = fileEndings[contentType] ?? "bin";
  const last = (given ?? "").normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(/[\p{C}\u2028\u2029<>:"|?*%;]/gu, "")
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .replace(/\s+/g, " ");
  const stem = [...clean].slice(0, maxNameLength).join("") || unnamed;
  return `${stem}.${ending}`;
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
