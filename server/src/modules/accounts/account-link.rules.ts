import { createHmac, timingSafeEqual } from "node:crypto";

/** AC-13: days for somebody new, who may be on leave; one day for a password that was asked for. */
export const linkHours = { INVITATION: 72, PASSWORD_RESET: 24 } as const;

const signature = (secret: string, id: string) =>
  createHmac("sha256", secret).update(`account-link:${id}`).digest("base64url");

/** `<id>.<signature>`: derived, so that the message can be made again without the secret standing anywhere. */
export const linkToken = (secret: string, id: string): string => `${id}.${signature(secret, id)}`;

/** The link's id of a genuine token, else null. */
export function linkIdOf(secret: string, token: string): string | null {
  const [id = "", given = ""] = token.split(".");
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [a, b] = [Buffer.from(given), Buffer.from(signature(secret, id))];
  return a.length === b.length && timingSafeEqual(a, b) ? id : null;
}

/** Behind `#`: browsers send no fragment, so that the secret reaches no log of a proxy. */
export const linkAddress = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/$/, "")}/set-password#${token}`;
