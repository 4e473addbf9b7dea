import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { maxBatchBytes } from "./body.rules.ts";
import { intakeDetails } from "./intake.messages.ts";
import { IntakeRefusal } from "./intake.refusal.ts";

const tooLarge = () => new IntakeRefusal(413, intakeDetails.eventTooLarge);

/** The sender hung up in the middle: nobody is left to answer. */
export class SenderGone extends Error {}

/** Refuses what is not plain JSON in UTF-8 by its headers. */
export function assertMediaType(req: IncomingMessage): void {
  const [type, ...parameters] = (req.headers["content-type"] ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  const encoding = (req.headers["content-encoding"] ?? "identity").toLowerCase();
  if (
    type !== "application/json" ||
    (charset !== undefined && charset !== "utf-8" && charset !== "utf8") ||
    encoding !== "identity"
  ) {
    throw new IntakeRefusal(415, intakeDetails.mediaType, [], {
      accept: "application/json",
      "accept-encoding": "identity",
    });
  }
}

export interface BodyText {
  readonly text: string;
  readonly bytes: number;
}

/** The body's text. What goes on after the limit is thrown away unread, so that the answer reaches the sender. */
export async function readBytes(req: IncomingMessage): Promise<BodyText> {
  if (Number(req.headers["content-length"] ?? 0) > maxBatchBytes) {
    req.resume();
    throw tooLarge();
  }
  const body = await collect(req);
  if (!isUtf8(body)) throw new IntakeRefusal(400, intakeDetails.malformed);
  const text = body.toString("utf8");
  // Some senders begin with a byte order mark; RFC 8259 lets a reader pass over it.
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, bytes: body.length };
}

function collect(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let isWhole = false;
    req.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBatchBytes) return void chunks.push(chunk);
      req.removeAllListeners("data");
      req.resume();
      reject(tooLarge());
    });
    req.on("end", () => {
      isWhole = true;
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    const gone = () => {
      if (!isWhole) reject(new SenderGone());
    };
    req.on("error", gone);
    req.on("close", gone);
  });
}
