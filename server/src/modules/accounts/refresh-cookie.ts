import type { RequestContext } from "../core/index.ts";
import type { OpenedSession } from "./session.service.ts";

const cookieName = "px360_refresh";

/** The refresh token of a browser lives in a cookie that scripts can't read and that goes to /graphql only. */
export function setRefreshCookie(context: RequestContext, opened: OpenedSession): void {
  context.facts.http?.res.cookie(cookieName, opened.refreshToken, {
    ...cookieOptions(context),
    expires: opened.refreshExpiresAt,
  });
}

export function clearRefreshCookie(context: RequestContext): void {
  context.facts.http?.res.clearCookie(cookieName, cookieOptions(context));
}

export function refreshCookieOf(context: RequestContext): string | null {
  const header = context.facts.http?.req.get("cookie") ?? "";
  return new RegExp(`(?:^|;\\s*)${cookieName}=([\\w.-]+)`).exec(header)?.[1] ?? null;
}

function cookieOptions(context: RequestContext) {
  // `secure` follows the public address: a demo over plain http on one machine must be able to sign in.
  const secure = context.kernel.config.PUBLIC_URL.startsWith("https:");
  return { httpOnly: true, sameSite: "strict", path: "/graphql", secure } as const;
}
