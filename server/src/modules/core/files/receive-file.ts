import busboy from "busboy";
import type { Request } from "express";
import { fileTypeFromBuffer } from "file-type";
import type { Bilingual } from "../text/bilingual.ts";
import { fileEndings, safeFileName } from "./file.rules.ts";

/** What one place takes. */
export interface UploadRules {
  readonly maxBytes: number;
  /** Types by content, of those in `fileEndings`. */
  readonly types: readonly string[];
  /** Name of a file that came without a usable one. */
  readonly unnamed: string;
}

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
    readonly text: Bilingual,
  ) {
    super(text.en);
  }
}

export const tooLarge = ({ maxBytes }: UploadRules) => {
  const mebibytes = Math.floor(maxBytes / 2 ** 20);
  return new UploadRefusal(413, {
    en: `A file may have ${mebibytes} MiB at most.`,
    ar: `الحد الأقصى لحجم الملف ${mebibytes} ميغابايت.`,
  });
};
const wrongType = ({ types }: UploadRules) => {
  const endings = [...new Set(types.map((type) => fileEndings[type]?.toUpperCase()))];
  return new UploadRefusal(415, {
    en: `Send a file of one of these types: ${endings.join(", ")}.`,
    ar: `أرسل ملفًا من أحد هذه الأنواع: ${endings.join("، ")}.`,
  });
};
const noMultipart = () =>
  new UploadRefusal(415, {
    en: "Send multipart/form-data with one file in it.",
    ar: "أرسل الملف بصيغة multipart/form-data.",
  });
const severalFiles = () => new UploadRefusal(422, { en: "Send one file at a time.", ar: "أرسل ملفًا واحدًا في كل مرة." });
const unreadable = () =>
  new UploadRefusal(400, { en: "The upload could not be read to its end.", ar: "تعذّرت قراءة الملف المرسل كاملًا." });
const noFile = () =>
  new UploadRefusal(422, {
    en: "There is no file in the request, or it is empty.",
    ar: "لا يوجد ملف في الطلب أو أنه فارغ.",
  });

const maxNoteBytes = 4_000;

interface Part {
  readonly bytes: Buffer;
  readonly name: string | undefined;
  readonly note: string | null;
}

/** The frame of a multipart body needs a little more than the file. */
const frameBytes = 16_384;

/** CO-12: one file and an optional `note`. The size is counted while it arrives; the type is read from the bytes. */
export async function receiveFile(req: Request, rules: UploadRules): Promise<ReceivedFile> {
  if (Number(req.get("content-length") ?? 0) > rules.maxBytes + frameBytes) throw tooLarge(rules);
  const { bytes, name, note } = await readParts(req, rules);
  const found = await fileTypeFromBuffer(bytes);
  if (!found || !rules.types.includes(found.mime)) throw wrongType(rules);
  return { bytes, contentType: found.mime, fileName: safeFileName(name, found.mime, rules.unnamed), note };
}

function readParts(req: Request, rules: UploadRules): Promise<Part> {
  return new Promise((resolve, reject) => {
    const refuse = (refusal: UploadRefusal) => {
      req.unpipe(parser);
      // The rest is read and dropped, so that the caller gets the answer instead of a broken connection.
      req.resume();
      reject(refusal);
    };
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: req.headers,
        defParamCharset: "utf8",
        limits: { files: 1, fields: 1, parts: 3, fileSize: rules.maxBytes + 1, fieldSize: maxNoteBytes },
      });
    } catch {
      reject(noMultipart());
      return;
    }
    // busboy says “limit” as soon as it is reached, not when it is passed: hence the one byte more above.
    const chunks: Buffer[] = [];
    let name: string | undefined;
    let note: string | null = null;
    parser.on("file", (_field, stream, info) => {
      name = info.filename;
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("limit", () => refuse(tooLarge(rules)));
    });
    parser.on("field", (field, value) => {
      if (field === "note") note = value;
    });
    parser.on("filesLimit", () => refuse(severalFiles()));
    parser.on("error", () => refuse(unreadable()));
    req.on("aborted", () => refuse(unreadable()));
    parser.on("close", () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.length === 0) reject(noFile());
      else resolve({ bytes, name, note });
    });
    req.pipe(parser);
  });
}
