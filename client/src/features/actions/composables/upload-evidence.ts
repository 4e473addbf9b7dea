import { timedFetch } from "#lib/gql/timed-fetch.ts";
import { accessToken, isExpiring } from "#lib/session/access-token.ts";
import { renewSession } from "#lib/session/renew.ts";

/** RFC 9457, as the server's REST routes answer. */
interface Problem {
  title?: string;
  detail?: string;
}
export type UploadResult = { ok: true } | { ok: false; message: string | null };
/** PX-14: the server looks at the content; this only spares a vain upload. */
export const MAX_EVIDENCE_BYTES = 10 * 1024 * 1024;
export const EVIDENCE_TYPES = "application/pdf,image/png,image/jpeg,image/webp";

/** Files go over REST: a GraphQL request holds JSON only. */
export async function uploadEvidence(actionId: string, file: File, note: string): Promise<UploadResult> {
  if (isExpiring()) await renewSession();
  const body = new FormData();
  // The note first: a streaming server knows it before the file begins.
  body.append("note", note);
  body.append("file", file);
  try {
    const response = await timedFetch(`/api/actions/${encodeURIComponent(actionId)}/evidence`, {
      method: "POST",
      body,
      headers: { Authorization: `Bearer ${accessToken() ?? ""}` },
    });
    if (response.ok) return { ok: true };
    const problem = (await response.json().catch(() => ({}))) as Problem;
    return { ok: false, message: problem.detail ?? problem.title ?? null };
  } catch {
    return { ok: false, message: null };
  }
}
