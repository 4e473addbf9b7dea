import type { Kernel } from "../context/kernel.ts";
import { runSystemTx, type Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { AfterCommit, BatchJobContract, TickContract } from "../jobs/job.contract.ts";
import { BulkRun } from "./bulk-run.entity.ts";
import { applyRow, postpone, settleRun, takeRun } from "./bulk.run.ts";

export const bulkQueue = "bulk-rows";

/** CO-16: the rows of large runs, and what a server left behind that died in the middle of a small one. */
export const bulkContract: BatchJobContract = {
  kind: "batch",
  name: bulkQueue,
  batchSize: 25,
  concurrency: 2,
  async claim(tx, limit, leaseSeconds) {
    await endOrphans(tx);
    const rows = await sql<{ id: string }>(
      tx.em,
      `update bulk_row b set available_at = $1::timestamptz + make_interval(secs => $2)
         from (select id from bulk_row where state = 'WAITING' and available_at <= $1
                order by available_at, id limit $3 for update skip locked) as due
        where b.id = due.id returning b.id`,
      [tx.now, leaseSeconds, limit],
    );
    return rows.map((row) => row.id).sort();
  },
  settleFailure: (tx, id) => postpone(tx.kernel, id),
};

/** A run whose last row was settled by a process that died before it could say so. */
async function endOrphans(tx: Tx): Promise<void> {
  const runs = await sql<{ id: string }>(
    tx.em,
    `select id from bulk_run r where finished_at is null and created_at < $1::timestamptz - interval '10 seconds'
        and not exists (select 1 from bulk_row b where b.run_id = r.id and b.state = 'WAITING') limit 20`,
    [tx.now],
  );
  for (const { id } of runs) await settleRun(tx, id);
}

/** Each row has a transaction of its own, so the work comes after this one. */
export async function applyBulkRows(tx: Tx, ids: readonly string[]): Promise<AfterCommit> {
  const rows = await sql<{ id: string; runId: string }>(
    tx.em,
    `select id, run_id as "runId" from bulk_row where id = any($1::uuid[]) and state = 'WAITING' order by run_id, position`,
    [ids],
  );
  const runs = await tx.em.find(BulkRun, { id: { $in: [...new Set(rows.map((row) => row.runId))] } });
  return async () => {
    for (const run of runs) {
      const own = rows.filter((row) => row.runId === run.id).map((row) => row.id);
      await applyRows(tx.kernel, run, own);
    }
  };
}

async function applyRows(kernel: Kernel, run: BulkRun, rowIds: readonly string[]): Promise<void> {
  const inHand = await takeRun(kernel, run);
  for (const id of rowIds) await applyRow(kernel, inHand, id);
  await runSystemTx(kernel, bulkQueue, (tx) => settleRun(tx, run.id));
}

/** What was done stays in the audit trail and in the history of each thing. */
export const bulkRunTick: TickContract = { kind: "tick", name: "bulk-runs", everySeconds: 3_600 };

export async function runBulkRunTick(kernel: Kernel): Promise<void> {
  await runSystemTx(kernel, bulkRunTick.name, (tx) =>
    sql(
      tx.em,
      "delete from bulk_run where finished_at is not null and created_at < $1::timestamptz - interval '30 days'",
      [tx.now],
    ),
  );
}
