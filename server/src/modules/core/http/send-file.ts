import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { Kernel } from "../context/kernel.ts";
import { notFound } from "../errors/failure.ts";
import { FileMissing } from "../files/file-storage.ts";
import { attachmentHeader } from "../files/file.rules.ts";

export interface SentFile {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes?: number | null;
}

/** What somebody uploaded: always an attachment, never a page of ours, never in a shared cache. */
export async function sendFile(kernel: Kernel, res: Response, file: SentFile): Promise<void> {
  const bytes = await kernel.files.read(file.storageKey).catch((error: unknown) => {
    if (!(error instanceof FileMissing)) throw error;
    kernel.log.error({ storageKey: file.storageKey }, "a file is missing in the storage");
    throw notFound();
  });
  res.setHeader("content-type", file.contentType);
  if (file.sizeBytes != null) res.setHeader("content-length", String(file.sizeBytes));
  res.setHeader("content-disposition", attachmentHeader(file.fileName));
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("content-security-policy", "sandbox; default-src 'none'");
  res.setHeader("cache-control", "private, no-store");
  await pipeline(bytes, res);
}
