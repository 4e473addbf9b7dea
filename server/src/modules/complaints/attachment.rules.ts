import type { UploadRules } from "../core/index.ts";

/** CM-14: pictures, documents and recordings, judged by their bytes. */
export const attachmentUpload: UploadRules = {
  maxBytes: 20 * 2 ** 20,
  types: [
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "audio/mpeg",
    "audio/mp4",
    "audio/x-m4a",
    "audio/ogg",
    "audio/wav",
  ],
  unnamed: "attachment",
};

export const maxAttachments = 50;
