import { anchorOf } from "../audit/audit-verify.ts";
import type { Kernel } from "../context/kernel.ts";
import { runSystemTx, type Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";
import { auditRetention, expiredPartitions, type MonthPartition, type RetentionKind } from "./retention-kind.ts";
import { readRetention } from "./retention.service.ts";

/** CO-44: drops whole months that are past their retention. */
export const retentionTick: TickContract = { kind: "tick", name: "retention", everySeconds: 6 * 3_600 };

/** A month a transaction, oldest first; one that is held back holds back those after it. */
export async function runRetentionTick(kernel: Kernel): Promise<void> {
  const settings = await runSystemTx(kernel, retentionTick.name, (tx) => readRetention(tx.em, kernel.retention));
  for (const { kind, keepMonths } of settings) {
    if (keepMonths === null) continue;
    const names = await runSystemTx(kernel, retentionTick.name, (tx) => partitionsOf(tx, kind.table));
    for (const partition of expiredPartitions(names, kind.table, keepMonths, kernel.clock())) {
      const isDropped = await runSystemTx(kernel, retentionTick.name, (tx) =>
        dropPartition(tx, kind, partition, keepMonths),
      );
      if (!isDropped) break;
    }
  }
}

async function partitionsOf(tx: Tx, table: string): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    tx.em,
    `select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass($1)`,
    [table],
  );
  return rows.map(({ name }) => name);
}

async function dropPartition(
  tx: Tx,
  kind: RetentionKind,
  partition: MonthPartition,
  keepMonths: number,
): Promise<boolean> {
  // The name passed a pattern of letters, digits and _: it can't be bound as a parameter.
  const { name } = partition;
  await sql(tx.em, "set local lock_timeout = '5s'");
  if (kind.unfinished) {
    const [held] = await sql(tx.em, `select 1 from "${name}" where ${kind.unfinished} limit 1`);
    if (held) return heldBack(tx, name, "work that is not done");
  }
  let anchor: object = {};
  if (kind.name === auditRetention.name) {
    const moved = await moveAnchor(tx, partition);
    if (!moved) return heldBack(tx, name, "entries that are not sealed and verified");
    anchor = moved;
  }
  const [counted] = await sql<{ entries: string }>(tx.em, `select count(*) as entries from "${name}"`);
  await sql(tx.em, `drop table "${name}"`);
  tx.audit({
    action: "retention.partitionDropped",
    targetType: "RetentionSetting",
    targetId: kind.name,
    after: { partition: name, keepMonths, entries: Number(counted?.entries ?? 0), ...anchor },
  });
  tx.kernel.log.info({ partition: name }, "a month past its retention was dropped");
  return true;
}

function heldBack(tx: Tx, partition: string, reason: string): false {
  tx.kernel.log.warn({ partition, reason }, "a month past its retention is held back");
  return false;
}

/** CO-45: the chain begins behind what goes, if all of it was sealed and verified. Null when it was not. */
async function moveAnchor(tx: Tx, { end }: MonthPartition): Promise<object | null> {
  const [chain] = await sql<{ verified: number; isBroken: boolean }>(
    tx.em,
    `select verified_position::float8 as verified, broken_position is not null as "isBroken" from audit_chain for update`,
  );
  const [unsealed] = await sql(tx.em, "select 1 from audit_unsealed where event_created_at < $1 limit 1", [end]);
  if (!chain || chain.isBroken || unsealed) return null;
  const [last] = await sql<{ position: number; hash: string }>(
    tx.em,
    `select position::float8 as position, hash from audit_seal where event_created_at < $1 order by position desc limit 1`,
    [end],
  );
  const anchor = await anchorOf(tx.em);
  if (!last || last.position <= anchor.position) return {};
  if (last.position > chain.verified) return null;
  await sql(tx.em, "insert into audit_anchor (position, hash, created_at) values ($1, $2, $3)", [
    last.position,
    last.hash,
    tx.now,
  ]);
  return { lastPosition: last.position, hash: last.hash };
}
