import { accessToken, isExpiring } from "#lib/session/access-token.ts";
import { renewSession } from "#lib/session/renew.ts";

/** Saves a file that only a bearer may read; a plain link can't carry the token. */
export async function openEvidenceFile(url: string, fileName: string): Promise<boolean> {
  const target = new URL(url, location.origin);
  // The token goes to our own server and to nobody else.
  if (target.origin !== location.origin) return false;
  if (isExpiring()) await renewSession();
  try {
    const response = await fetch(target, { headers: { Authorization: `Bearer ${accessToken() ?? ""}` } });
    if (!response.ok) return false;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return true;
  } catch {
    return false;
  }
}
