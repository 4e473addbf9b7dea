import type { Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { AuditEntry } from "./audit-entry.ts";

/**
 * Writes the entries of one transaction with one statement. A trigger notes them as unsealed; the sealing tick chains
 * them later, so writers never wait for each other.
 */
export async function writeAuditEntries(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { actor } = tx;
  const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);
  await sql(
    tx.em,
    `insert into audit_event (id, created_at, actor_kind, actor_id, actor_label, request_id, address,
                              action, target_type, target_id, hospital_id, before, after)
     select uuidv7(), $1, $2, $3, $4, $5, $6, a, t, i, h, b::jsonb, n::jsonb
       from unnest($7::text[], $8::text[], $9::text[], $10::uuid[], $11::text[], $12::text[]) as r(a, t, i, h, b, n)`,
    [
      tx.now,
      actor.kind,
      actor.userId ?? null,
      actor.label,
      actor.requestId ?? null,
      actor.address ?? null,
      entries.map((entry) => entry.action),
      entries.map((entry) => entry.targetType),
      entries.map((entry) => entry.targetId ?? null),
      entries.map((entry) => entry.hospitalId ?? null),
      entries.map((entry) => json(entry.before)),
      entries.map((entry) => json(entry.after)),
    ],
  );
}
