import busboy from "busboy";
import type { Request } from "express";
import { fileTypeFromBuffer } from "file-type";
import { evidenceTypes, maxEvidenceBytes, safeFileName } from "./evidence.rules.ts";

export interface ReceivedFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly contentType: string;
  readonly note: string | null;
}

/** Why an upload is refused: an HTTP status and what to do. */
export class UploadRefusal extends Error {
  override readonly name = "UploadRefusal";
  constructor(
    readonly status: 400 | 413 | 415 | 422,
    message: string,
  ) {
    super(message);
  }
}

const maxNoteBytes = 4_000;

interface Part {
  readonly bytes: Buffer;
  readonly name: string | undefined;
  readonly note: string | null;
}

/** PX-14: one file and an optional `note`. The size is counted while it arrives; the type is read from the bytes. */
export async function receiveFile(req: Request): Promise<ReceivedFile> {
  const { bytes, name, note } = await readParts(req);
  const found = await fileTypeFromBuffer(bytes);
  if (!found || !(found.mime in evidenceTypes)) throw new UploadRefusal(415, "Send a PDF, PNG, JPEG or WebP file.");
  return { bytes, contentType: found.mime, fileName: safeFileName(name, found.mime), note };
}

function readParts(req: Request): Promise<Part> {
  return new Promise((resolve, reject) => {
    const refuse = (status: UploadRefusal["status"], message: string) => {
      req.unpipe(parser);
      // The rest is read and dropped, so that the caller gets the answer instead of a broken connection.
      req.resume();
      reject(new UploadRefusal(status, message));
    };
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: req.headers,
        defParamCharset: "utf8",
        limits: { files: 1, fields: 1, parts: 3, fileSize: maxEvidenceBytes, fieldSize: maxNoteBytes },
      });
    } catch {
      reject(new UploadRefusal(415, "Send multipart/form-data with one file in it."));
      return;
    }
    const chunks: Buffer[] = [];
    let name: string | undefined;
    let note: string | null = null;
    parser.on("file", (_field, stream, info) => {
      name = info.filename;
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("limit", () => refuse(413, `A file may have ${maxEvidenceBytes / 1024 / 1024} MiB.`));
    });
    parser.on("field", (field, value) => {
      if (field === "note") note = value;
    });
    parser.on("filesLimit", () => refuse(422, "Send one file at a time."));
    parser.on("error", () => refuse(400, "The multipart body could not be read."));
    req.on("aborted", () => refuse(400, "The upload was broken off."));
    parser.on("close", () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.length === 0) reject(new UploadRefusal(422, "There is no file in the request, or it is empty."));
      else resolve({ bytes, name, note });
    });
    req.pipe(parser);
  });
}
