import type { Kernel } from "../context/kernel.ts";
import { runSystemTx, type Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";
import { newFileKey } from "./file-storage.ts";

/** Removes what stayed loose: uploads whose request died, files whose row is gone. */
export const looseFileTick: TickContract = { kind: "tick", name: "loose-files", everySeconds: 600 };

/** Longer than any upload takes, so that a file on its way is never taken for an orphan. */
const graceMinutes = 60;
const batch = 100;

/**
 * CO-11: a file and a row can't share a transaction. The key is noted as loose before the file is stored, and the
 * transaction that makes the row calls `claimFile`: a crash in between leaves a loose key, which a tick removes.
 */
export async function keepFile(kernel: Kernel, bytes: Buffer): Promise<string> {
  const key = newFileKey();
  await runSystemTx(kernel, "keep-file", (tx) => loosenFile(tx, key));
  await kernel.files.put(key, bytes);
  return key;
}

/** The row that refers to the file is made in this transaction. */
export async function claimFile(tx: Tx, key: string): Promise<void> {
  await sql(tx.em, "delete from loose_file where key = $1", [key]);
}

/** The row that referred to the file goes in this transaction. */
export async function loosenFile(tx: Tx, key: string): Promise<void> {
  await sql(tx.em, "insert into loose_file (key, since) values ($1, $2) on conflict (key) do nothing", [key, tx.now]);
}

/** After the commit, or never: the tick comes after it. */
export async function dropFile(kernel: Kernel, key: string): Promise<void> {
  await kernel.files.remove(key);
  await runSystemTx(kernel, "drop-file", (tx) => claimFile(tx, key));
}

export async function runLooseFileTick(kernel: Kernel): Promise<void> {
  const before = new Date(kernel.clock().getTime() - graceMinutes * 60_000);
  const loose = await runSystemTx(kernel, looseFileTick.name, (tx) =>
    sql<{ key: string }>(tx.em, "select key from loose_file where since < $1 order by since limit $2", [before, batch]),
  );
  for (const { key } of loose) await dropFile(kernel, key);
}
