import { modules } from "../app.ts";
import { createKernel, loadConfig } from "../modules/core/index.ts";
import { NotInProduction, seedDemo } from "./seed-demo.ts";

/** `seed.ts`: demo data for a database that has no hospital yet. Exits 1 when it may not run or fails. */
const started = performance.now();
const kernel = await createKernel({ ...loadConfig(), STATEMENT_TIMEOUT_SECONDS: 0 }, modules, { name: "px360-seed" });
try {
  const counts = await seedDemo(kernel, {});
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    counts
      ? `Demo data: 3 hospitals, ${counts.patients} patients, ${counts.journeys} journeys, ${counts.surveys} surveys, ${counts.answers} answers, ${counts.actions} actions, ${counts.complaints} complaints (${seconds} s).`
      : "The database has hospitals already; no demo data were added.",
  );
} catch (error) {
  if (!(error instanceof NotInProduction)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await kernel.close();
}
