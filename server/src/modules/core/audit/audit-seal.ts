import { createHash } from "node:crypto";
import type { Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";

/** Chains what was written since the last tick. */
export const auditSealTick: TickContract = { kind: "tick", name: "audit-seal", everySeconds: 10 };

const batch = 5_000;
/** The first link: sixty-four zeros. */
export const genesis = "0".repeat(64);

/** An audit row, named e, as the database renders it for hashing: one canonical text, the same whoever reads it. */
export const canonicalRow = `jsonb_build_array(e.id, extract(epoch from e.created_at), e.actor_kind, e.actor_id, e.actor_label, e.request_id,
  e.address, e.action, e.target_type, e.target_id, e.hospital_id, e.before, e.after)::text`;

export const sealOf = (previous: string, canonical: string): string =>
  createHash("sha256").update(previous).update("\n").update(canonical).digest("hex");

/**
 * Seals waiting entries: each gets a position and hash(previous hash, entry). One sealer at a time (advisory lock);
 * writers are never held up. Returns how many were sealed.
 */
export async function sealAuditEvents(tx: Tx): Promise<number> {
  await sql(tx.em, "select pg_advisory_xact_lock(hashtextextended('px360 audit seal', 360))");
  const waiting = await sql<{ id: string; createdAt: Date; canonical: string }>(
    tx.em,
    `select e.id, e.created_at as "createdAt", ${canonicalRow} as canonical
       from (select event_id, event_created_at from audit_unsealed order by event_created_at, event_id limit $1) as u
       join audit_event e on e.id = u.event_id and e.created_at = u.event_created_at
      order by e.created_at, e.id`,
    [batch],
  );
  if (waiting.length === 0) return 0;
  const [head] = await sql<{ position: string; hash: string }>(
    tx.em,
    "select position, hash from audit_seal order by position desc limit 1",
  );
  let position = Number(head?.position ?? 0);
  let hash = head?.hash ?? genesis;
  const positions: number[] = [];
  const hashes: string[] = [];
  for (const entry of waiting) {
    hash = sealOf(hash, entry.canonical);
    positions.push(++position);
    hashes.push(hash);
  }
  const ids = waiting.map((entry) => entry.id);
  await sql(
    tx.em,
    `insert into audit_seal (position, event_id, event_created_at, hash)
     select * from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[])`,
    [positions, ids, waiting.map((entry) => entry.createdAt), hashes],
  );
  await sql(tx.em, "delete from audit_unsealed where event_id = any($1)", [ids]);
  return waiting.length;
}
