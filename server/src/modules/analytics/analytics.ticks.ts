import { runSystemTx, type Kernel } from "../core/index.ts";
import { pruneLiveFeed } from "./live-feed.service.ts";
import { pruneHours, rollupPruneTick } from "./survey-rollup.service.ts";

/** Drops hour rows and feed lines that no screen reads any more. */
export async function runRollupPrune(kernel: Kernel): Promise<void> {
  await runSystemTx(kernel, rollupPruneTick.name, async (tx) => {
    await pruneHours(tx);
    await pruneLiveFeed(tx);
  });
}
