import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "../data/sql.ts";
import { canonicalRow, genesis, sealOf } from "./audit-seal.ts";

/** A place in the chain: the hash there speaks for everything before it. */
export interface ChainPoint {
  readonly position: number;
  readonly hash: string;
}

export type BreakReason = "SEAL_MISSING" | "ENTRY_MISSING" | "CHANGED" | "LOOSE" | "CUT_OFF";

export interface Walk {
  /** The last place up to which the chain holds. */
  readonly at: ChainPoint;
  readonly isAtEnd: boolean;
  readonly reason?: BreakReason;
}

interface SealedRow {
  readonly position: string;
  readonly hash: string;
  readonly canonical: string | null;
}

/** Where the chain begins: at its first link, or behind the last part that was dropped by retention (CO-45). */
export async function anchorOf(em: EntityManager): Promise<ChainPoint> {
  const [row] = await sql<{ position: string; hash: string }>(
    em,
    "select position, hash from audit_anchor order by position desc limit 1",
  );
  return row ? { position: Number(row.position), hash: row.hash } : { position: 0, hash: genesis };
}

/** Recomputes at most `most` links after `from`, and calls `each` with every hash that holds. */
export async function walkChain(
  em: EntityManager,
  from: ChainPoint,
  most: number,
  each?: (hash: string) => void,
): Promise<Walk> {
  const rows = await sql<SealedRow>(
    em,
    `select s.position, s.hash, case when e.id is null then null else ${canonicalRow} end as canonical
       from audit_seal s left join audit_event e on e.id = s.event_id and e.created_at = s.event_created_at
      where s.position > $1 order by s.position limit $2`,
    [from.position, most],
  );
  let at = from;
  for (const row of rows) {
    const reason = faultOf(at, row);
    if (reason) return { at, isAtEnd: false, reason };
    at = { position: Number(row.position), hash: row.hash };
    each?.(row.hash);
  }
  return { at, isAtEnd: rows.length < most };
}

function faultOf(last: ChainPoint, row: SealedRow): BreakReason | null {
  if (Number(row.position) !== last.position + 1) return "SEAL_MISSING";
  if (row.canonical === null) return "ENTRY_MISSING";
  return sealOf(last.hash, row.canonical) === row.hash ? null : "CHANGED";
}

export interface ChainState {
  readonly isWhole: boolean;
  readonly sealed: number;
  readonly waiting: number;
  /** Hash of the last seal: keep a copy elsewhere, it proves that nothing was cut off the end. */
  readonly head: string;
  /** First position where the chain breaks, and why. */
  readonly brokenAt?: number;
  readonly reason?: BreakReason;
}

const pageSize = 5_000;

/** Recomputes the whole chain from its anchor (F2.3). Reads in pages, so that any length fits in memory. */
export async function verifyAuditChain(em: EntityManager, expectedHead?: string): Promise<ChainState> {
  const waiting = await countWaiting(em);
  let at = await anchorOf(em);
  let sawExpected = expectedHead === undefined || expectedHead === at.hash;
  const broken = (reason: BreakReason): ChainState => ({
    isWhole: false,
    sealed: at.position,
    waiting,
    head: at.hash,
    brokenAt: at.position + 1,
    reason,
  });
  for (;;) {
    const walk = await walkChain(em, at, pageSize, (hash) => (sawExpected ||= hash === expectedHead));
    at = walk.at;
    if (walk.reason) return broken(walk.reason);
    if (walk.isAtEnd) break;
  }
  if ((await countLoose(em)) > 0) return broken("LOOSE");
  if (!sawExpected) return broken("CUT_OFF");
  return { isWhole: true, sealed: at.position, waiting, head: at.hash };
}

export async function countWaiting(em: EntityManager): Promise<number> {
  const [row] = await sql<{ waiting: string }>(em, "select count(*) as waiting from audit_unsealed");
  return Number(row?.waiting ?? 0);
}

/** Entries that are neither sealed nor waiting: written past the trigger. */
async function countLoose(em: EntityManager): Promise<number> {
  const [row] = await sql<{ loose: string }>(
    em,
    `select count(*) as loose from audit_event e
      where not exists (select 1 from audit_seal s where s.event_id = e.id)
        and not exists (select 1 from audit_unsealed u where u.event_id = e.id)`,
  );
  return Number(row?.loose ?? 0);
}
