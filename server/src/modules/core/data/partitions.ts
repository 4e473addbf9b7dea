import type { Tx } from "../context/tx.ts";
import { runSystemTx } from "../context/tx.ts";
import type { Kernel } from "../context/kernel.ts";
import { sql } from "./sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";

/** Tables that grow by event are partitioned by month (architecture.md, Scale). This keeps partitions ahead of time. */
export const partitionTick: TickContract = { kind: "tick", name: "partitions", everySeconds: 3_600 };

const monthsAhead = 2;

/** Makes the monthly partitions of every partitioned table that are missing between `from` and two months ahead. */
export async function ensurePartitions(tx: Tx, from: Date = tx.now): Promise<void> {
  const to = new Date(Date.UTC(tx.now.getUTCFullYear(), tx.now.getUTCMonth() + monthsAhead, 1));
  await sql(
    tx.em,
    `select ensure_month_partitions(c.relname::text, $1::date, $2::date)
       from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
      where c.relnamespace = 'public'::regnamespace`,
    [from, to],
  );
}

export const runPartitionTick = (kernel: Kernel): Promise<void> =>
  runSystemTx(kernel, partitionTick.name, (tx) => ensurePartitions(tx));
