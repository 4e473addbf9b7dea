import { createHash, randomBytes } from "node:crypto";
import jwt from "jsonwebtoken";

const issuer = "px360";

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
  /** Of a token for looking as somebody else: `userId` is theirs, `sessionId` the administrator's. */
  readonly viewAsId?: string;
}

export function signAccessToken(secret: string, claims: AccessClaims, now: Date): string {
  return jwt.sign(
    {
      sid: claims.sessionId,
      ...(claims.viewAsId ? { va: claims.viewAsId } : {}),
      iat: Math.floor(now.getTime() / 1000),
      exp: Math.floor(claims.expiresAt.getTime() / 1000),
    },
    secret,
    { algorithm: "HS256", issuer, subject: claims.userId },
  );
}

/** The claims of a token that is genuine and not expired, else null. */
export function readAccessToken(secret: string, token: string, now: Date): AccessClaims | null {
  try {
    const claims = jwt.verify(token, secret, {
      algorithms: ["HS256"],
      issuer,
      clockTimestamp: Math.floor(now.getTime() / 1000),
    }) as jwt.JwtPayload;
    if (typeof claims.sub !== "string" || typeof claims["sid"] !== "string" || !claims.exp) return null;
    const { va } = claims as { va?: unknown };
    return {
      userId: claims.sub,
      sessionId: claims["sid"],
      expiresAt: new Date(claims.exp * 1000),
      ...(typeof va === "string" ? { viewAsId: va } : {}),
    };
  } catch {
    return null;
  }
}

export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** A refresh token: the log-in's id and 256 random bits; the database keeps a hash. */
export function makeRefreshToken(sessionId: string): string {
  return `${sessionId}.${randomBytes(32).toString("base64url")}`;
}

export function sessionIdOf(refreshToken: string): string | null {
  const id = refreshToken.split(".")[0] ?? "";
  return /^[0-9a-f-]{36}$/.test(id) ? id : null;
}

/** `px_` and 256 random bits. */
export function makeApiKey(): string {
  return `px_${randomBytes(32).toString("base64url")}`;
}

/** The secret of a service account: 256 random bits. */
export function makeServiceSecret(): string {
  return `pxs_${randomBytes(32).toString("base64url")}`;
}
