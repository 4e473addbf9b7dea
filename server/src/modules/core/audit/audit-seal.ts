import { createHash } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";

/** Chains what was written since the last tick. */
export const auditSealTick: TickContract = { kind: "tick", name: "audit-seal", everySeconds: 10 };

const batch = 5_000;
/** The first link: sixty-four zeros. */
export const genesis = "0".repeat(64);

/** An audit row as the database renders it for hashing: one canonical text, the same whoever reads it. */
const canonicalRow = `jsonb_build_array(e.id, extract(epoch from e.created_at), e.actor_kind, e.actor_id, e.actor_label, e.request_id,
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

export interface ChainState {
  readonly isWhole: boolean;
  readonly sealed: number;
  readonly waiting: number;
  /** Hash of the last seal: keep a copy elsewhere, it proves that nothing was cut off the end. */
  readonly head: string;
  /** First position where the chain breaks, and why. */
  readonly brokenAt?: number;
  readonly reason?: string;
}

interface SealedRow {
  readonly position: string;
  readonly hash: string;
  readonly canonical: string | null;
}

/** Recomputes the chain from its first link (F2.3). Reads in pages, so that any length fits in memory. */
export async function verifyAuditChain(em: EntityManager, expectedHead?: string): Promise<ChainState> {
  const [{ waiting } = { waiting: "0" }] = await sql<{ waiting: string }>(
    em,
    "select count(*) as waiting from audit_unsealed",
  );
  let last = 0;
  let hash = genesis;
  let sawExpected = expectedHead === undefined || expectedHead === genesis;
  const broken = (reason: string): ChainState => ({
    isWhole: false,
    sealed: last,
    waiting: Number(waiting),
    head: hash,
    brokenAt: last + 1,
    reason,
  });
  for (;;) {
    const page = await sql<SealedRow>(
      em,
      `select s.position, s.hash, case when e.id is null then null else ${canonicalRow} end as canonical
         from audit_seal s left join audit_event e on e.id = s.event_id and e.created_at = s.event_created_at
        where s.position > $1 order by s.position limit $2`,
      [last, batch],
    );
    for (const row of page) {
      if (Number(row.position) !== last + 1) return broken("a seal is missing");
      if (row.canonical === null) return broken("a sealed entry is missing");
      const next = sealOf(hash, row.canonical);
      if (next !== row.hash) return broken("an entry or a seal was changed");
      hash = next;
      last = Number(row.position);
      sawExpected ||= hash === expectedHead;
    }
    if (page.length < batch) break;
  }
  const [{ loose } = { loose: "0" }] = await sql<{ loose: string }>(
    em,
    `select count(*) as loose from audit_event e
      where not exists (select 1 from audit_seal s where s.event_id = e.id)
        and not exists (select 1 from audit_unsealed u where u.event_id = e.id)`,
  );
  if (Number(loose) > 0) return broken("an entry is neither sealed nor waiting to be sealed");
  if (!sawExpected) return broken("the expected head is not in the chain: the end was cut off");
  return { isWhole: true, sealed: last, waiting: Number(waiting), head: hash };
}
