import { createHash, createHmac } from "node:crypto";

/** 22 base64url characters carry 132 bits (SV-13 asks for 128) and keep the link short enough for an SMS. */
const TOKEN_LENGTH = 22;

/** SV-13: short enough that an Arabic SMS of two segments (134 characters) keeps more than half for words. */
export const MAX_LINK_LENGTH = 60;

/**
 * SV-13: derived, not stored: a reminder finds the same link again, yet a copy of the database opens no survey without
 * the key. The prefix keeps the key's other uses apart.
 */
export function surveyToken(key: Buffer, instanceId: string): string {
  const mac = createHmac("sha256", key).update(`px360-survey:${instanceId.toLowerCase()}`).digest("base64url");
  return mac.slice(0, TOKEN_LENGTH);
}

/**
 * What the database keeps and looks up, in hex. Malformed tokens take the same way as true ones, so that time tells
 * nothing (SV-14).
 */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

/**
 * The public base URL comes from the configuration; a link that would be too long for an SMS is a fault of that
 * configuration.
 */
export function surveyLink(publicUrl: string, token: string): string {
  const link = `${publicUrl.replace(/\/+$/, "")}/s/${token}`;
  if (link.length > MAX_LINK_LENGTH) {
    throw new Error(
      `The survey link has ${link.length} characters; shorten the public URL (${MAX_LINK_LENGTH} at most)`,
    );
  }
  return link;
}
