import { accessToken, isExpiring } from "#lib/session/access-token.ts";
import { renewSession } from "#lib/session/renew.ts";

/** RFC 9457, as the server's REST routes answer. */
interface Problem {
  title?: string;
  detail?: string;
}
export type UploadResult = { ok: true } | { ok: false; message: string | null };
/** CM-14: the server looks at the content; this only spares a vain upload. */
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
export const ATTACHMENT_TYPES =
  "application/pdf,image/png,image/jpeg,image/webp,audio/mpeg,audio/mp4,audio/x-m4a,audio/ogg,audio/wav,.m4a";

/** Over XMLHttpRequest, since fetch tells nothing of an upload's progress. `onProgress` takes 0–100. */
export async function uploadAttachment(
  complaintId: string,
  file: File,
  onProgress: (percent: number) => void,
): Promise<UploadResult> {
  if (isExpiring()) await renewSession();
  const body = new FormData();
  body.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/complaints/${encodeURIComponent(complaintId)}/attachments`);
    request.setRequestHeader("Authorization", `Bearer ${accessToken() ?? ""}`);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => {
      const problem = request.response as Problem | null;
      const isDone = request.status >= 200 && request.status < 300;
      resolve(isDone ? { ok: true } : { ok: false, message: problem?.detail ?? problem?.title ?? null });
    });
    request.addEventListener("error", () => resolve({ ok: false, message: null }));
    request.send(body);
  });
}
