import type { Kernel } from "../context/kernel.ts";
import { runSystemTx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";

/** Links that nobody can follow any more go; the audit trail keeps what was exported. */
export const exportLinkTick: TickContract = { kind: "tick", name: "export-links", everySeconds: 3_600 };

export async function runExportLinkTick(kernel: Kernel): Promise<void> {
  await runSystemTx(kernel, exportLinkTick.name, (tx) =>
    sql(tx.em, "delete from export_link where expires_at < $1::timestamptz - interval '1 day'", [tx.now]),
  );
}
