import { preferences } from "#lib/preferences/preferences.ts";
import { accessToken, isExpiring } from "#lib/session/access-token.ts";
import { renewSession } from "#lib/session/renew.ts";

export type PrintKind =
  | "action"
  | "complaint"
  | "department"
  | "employee"
  | "feedback"
  | "hospital"
  | "journey"
  | "patient"
  | "physician"
  | "survey"
  | "user";
const SECONDS = 45;

/** Saves the PDF. null when it was saved, else what the server said, which may be nothing. */
export async function fetchPdf(kind: PrintKind, id: string): Promise<string | null> {
  if (isExpiring()) await renewSession();
  const { language, digits, calendar } = preferences;
  try {
    const response = await fetch("/api/print", {
      method: "POST",
      headers: {
        Authorization: `Bearer ${accessToken() ?? ""}`,
        "Content-Type": "application/json",
        "Accept-Language": language,
      },
      body: JSON.stringify({ kind, id, language, digits, calendar }),
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
    if (!response.ok) return ((await response.json().catch(() => ({}))) as { detail?: string }).detail ?? "";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "px360.pdf";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return null;
  } catch {
    return "";
  }
}
