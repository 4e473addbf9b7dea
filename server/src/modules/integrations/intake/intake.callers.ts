import { hash } from "node:crypto";
import type { Request } from "express";
import { bearerOf, viewerOfApiKey, viewerOfToken } from "../../accounts/index.ts";
import { may, noteRefusal, scopeFor, type Kernel, type Viewer } from "../../core/index.ts";
import type { Feed } from "./event.rules.ts";
import { intakeDetails } from "./intake.messages.ts";
import { IntakeRefusal } from "./intake.refusal.ts";
import { withinPatience } from "./patience.ts";

export interface Caller {
  /** The API key or the service account. */
  readonly id: string;
  readonly feed: Feed;
}

/**
 * A revoked key or an ended log-in is refused after this at the latest; each server looks once per credential and span,
 * so that credentials cost next to nothing at thousands of events a second. A longer span would gain nothing more.
 */
const rememberedMs = 1_000;
/** Wrong keys are remembered too, so that hammering with one does not reach the database; not more than this many. */
const mostRemembered = 1_000;

/** IN-2: who posts. Throws the refusal: 401 without valid credentials, 403 without the right to post. */
export function createCallers(kernel: Kernel): (req: Request) => Promise<Caller> {
  const known = new Map<string, { readonly until: number; readonly viewer: Promise<Viewer | null> }>();

  function remember(name: string, load: () => Promise<Viewer | null>): Promise<Viewer | null> {
    const now = Date.now();
    const entry = known.get(name);
    if (entry && entry.until > now) return entry.viewer;
    if (known.size >= mostRemembered) known.clear();
    const viewer = withinPatience(load());
    known.set(name, { until: now + rememberedMs, viewer });
    // A database that was away for a moment must not be remembered as an answer.
    viewer.catch(() => known.delete(name));
    return viewer;
  }

  return async (req) => {
    const key = req.get("x-api-key");
    const token = bearerOf(req.get("authorization"));
    let viewer: Viewer | null = null;
    if (key !== undefined)
      viewer = await remember(`key:${hash("sha256", key, "base64")}`, () => viewerOfApiKey(kernel, key));
    else if (token)
      viewer = await remember(`token:${hash("sha256", token, "base64")}`, () => viewerOfToken(kernel, token));
    if (!viewer || (viewer.expiresAt && viewer.expiresAt <= kernel.clock())) {
      throw new IntakeRefusal(401, intakeDetails.credentials, [], { "www-authenticate": 'Bearer realm="px360"' });
    }
    try {
      return callerOf(viewer);
    } catch (error) {
      const { userId, username, kind } = viewer;
      const actor = { kind: kind === "SERVICE" ? kind : "USER", userId, label: username } as const;
      void noteRefusal(kernel, actor, { operation: "POST /api/integrations/events", permission: "intake.post" });
      throw error;
    }
  };
}

function callerOf(viewer: Viewer): Caller {
  if (!may(viewer, "intake.post") || !viewer.sourceSystem) throw new IntakeRefusal(403, intakeDetails.notPermitted);
  const scope = scopeFor(viewer, "intake.post");
  if (!scope.all && scope.hospitalIds.length === 0) throw new IntakeRefusal(403, intakeDetails.notPermitted);
  return {
    id: viewer.userId,
    feed: { sourceSystem: viewer.sourceSystem.normalize("NFC"), hospitalIds: scope.all ? null : scope.hospitalIds },
  };
}
