import { serverNow } from "../clock/clock.ts";

/** Kept in memory only: a script that reads storage finds nothing, and a closed tab forgets it. */
let token: string | null = null;
let expiresAt = 0;

/** Renewed a little before it ends, so that no request is refused for the sake of a second. */
const MARGIN_MS = 20_000;

export function expiryOf(jwt: string): number {
  try {
    const payload = JSON.parse(atob((jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))) as {
      exp?: number;
    };
    return payload.exp ? payload.exp * 1000 : Number.POSITIVE_INFINITY;
  } catch {
    // An opaque token: the server says when it no longer holds.
    return Number.POSITIVE_INFINITY;
  }
}

export function setAccessToken(next: string | null): void {
  token = next;
  expiresAt = next ? expiryOf(next) : 0;
}

export function accessToken(): string | null {
  return token;
}

export function isExpiring(): boolean {
  return token !== null && serverNow() > expiresAt - MARGIN_MS;
}
