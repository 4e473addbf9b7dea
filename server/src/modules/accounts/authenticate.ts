import type { Request } from "express";
import { runSystemTx, scopedFork, sql, systemScope, type Kernel, type Viewer } from "../core/index.ts";
import { roleMatrix } from "./role-matrix.ts";
import { readAccessToken, sha256, type AccessClaims } from "./token.rules.ts";
import { viewerOfViewAs } from "./view-as.service.ts";
import { loadViewer } from "./viewer.service.ts";

export function bearerOf(header: string | undefined): string | null {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(header ?? "")?.[1] ?? null;
}

/** The caller of an access token; null for none, a false, an expired one, or an ended log-in. */
export async function viewerOfToken(kernel: Kernel, token: string | null): Promise<Viewer | null> {
  if (!token) return null;
  const now = kernel.clock();
  return viewerOfClaims(kernel, readAccessToken(kernel.config.JWT_SECRET, token, now));
}

/** Who the holder of genuine claims is now. */
export async function viewerOfClaims(kernel: Kernel, claims: AccessClaims | null): Promise<Viewer | null> {
  if (!claims) return null;
  const now = kernel.clock();
  const em = scopedFork(kernel.orm.em, systemScope);
  if (claims.viewAsId) return viewerOfViewAs(em, claims, now);
  return loadViewer(em, claims.userId, now, { id: claims.sessionId, expiresAt: claims.expiresAt });
}

/** For what goes on without a request of theirs: a download by a link, a job. With a log-in, only while it lasts. */
export const viewerById = (kernel: Kernel, userId: string, sessionId?: string | null): Promise<Viewer | null> => {
  const now = kernel.clock();
  const session = sessionId ? { id: sessionId, expiresAt: now } : undefined;
  return loadViewer(scopedFork(kernel.orm.em, systemScope), userId, now, session);
};

export const viewerOfRequest = (kernel: Kernel, req: Request): Promise<Viewer | null> =>
  viewerOfToken(kernel, bearerOf(req.get("authorization")));

interface KeyRow {
  readonly id: string;
  readonly label: string;
  readonly sourceSystem: string;
  readonly hospitalId: string | null;
  readonly isStale: boolean;
}

/** AC-6, AC-16: the caller of an API key; the one before a rotation works until its overlap ends. A key may post events and nothing else. `lastUsedAt` is kept to the minute. */
export async function viewerOfApiKey(kernel: Kernel, key: string): Promise<Viewer | null> {
  const now = kernel.clock();
  const [row] = await sql<KeyRow>(
    scopedFork(kernel.orm.em, systemScope),
    `select id, label, source_system as "sourceSystem", hospital_id as "hospitalId",
            last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute' as "isStale"
       from api_key
      where (key_hash = $1 or (previous_hash = $1 and previous_until > $2))
        and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [sha256(key), now],
  );
  if (!row) return null;
  if (row.isStale) {
    await runSystemTx(kernel, "api-key", (tx) =>
      sql(tx.em, "update api_key set last_used_at = $2 where id = $1", [row.id, now]),
    );
  }
  return {
    userId: row.id,
    kind: "SERVICE",
    username: `api-key:${row.label}`,
    language: "EN" as Viewer["language"],
    sourceSystem: row.sourceSystem,
    grants: [
      {
        role: "SERVICE_ACCOUNT",
        permissions: new Set(roleMatrix.SERVICE_ACCOUNT),
        level: row.hospitalId ? "HOSPITAL" : "GROUP",
        hospitalId: row.hospitalId ?? undefined,
      },
    ],
  };
}
