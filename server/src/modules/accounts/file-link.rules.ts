import { createHmac } from "node:crypto";
import jwt from "jsonwebtoken";
import type { AccessClaims } from "./token.rules.ts";

/** Long enough to click, too short to pass on. */
export const fileLinkSeconds = 300;

/** A key of its own: a link must never pass for an access token, nor the other way round. */
const keyOf = (secret: string) => createHmac("sha256", secret).update("file link").digest();

/** AC-11: a path that opens for this log-in only, for five minutes; what the holder may see is asked when it is opened. */
export function signFileLink(
  secret: string,
  path: string,
  caller: Pick<AccessClaims, "userId" | "sessionId">,
  now: Date,
): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { sid: caller.sessionId, path, iat, exp: iat + fileLinkSeconds };
  const token = jwt.sign(claims, keyOf(secret), { algorithm: "HS256", subject: caller.userId });
  return `${path}?link=${token}`;
}

/** The claims of a link that is genuine, for this path and not expired, else null. */
export function readFileLink(secret: string, path: string, token: string, now: Date): AccessClaims | null {
  try {
    const claims = jwt.verify(token, keyOf(secret), {
      algorithms: ["HS256"],
      clockTimestamp: Math.floor(now.getTime() / 1000),
    }) as jwt.JwtPayload;
    if (typeof claims.sub !== "string" || typeof claims["sid"] !== "string" || !claims.exp) return null;
    if (claims["path"] !== path) return null;
    return { userId: claims.sub, sessionId: claims["sid"], expiresAt: new Date(claims.exp * 1000) };
  } catch {
    return null;
  }
}
