import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { buildClient } from "./client-build.ts";
import { repository, stateDir } from "./places.ts";
import { Problem, report } from "./problem.ts";
import { closingLine, tally, type Tally } from "./test-report.ts";
import { useTestServices } from "./test-services.ts";

// `npm test [-- vitest's arguments]`: servers for the tests, the client as the browser tests need it, vitest, one closing line.
const args = process.argv.slice(2);
const result = (): string => join(stateDir(), "test", `result-${process.pid}.json`);
const interrupted = new AbortController();
let stop = async (): Promise<void> => {};
let code = 1;
let counted: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

try {
  mkdirSync(join(stateDir(), "test"), { recursive: true });
  const services = await useTestServices();
  stop = services.stop;
  const built = concernsClient(args) ? await tryBuild() : true;
  interrupted.signal.throwIfAborted();
  code = await runVitest({
    ...process.env,
    TEST_DATABASE_URL: services.databaseUrl,
    TEST_REDIS_URL: services.redisUrl,
  });
  counted = tally(result());
  rmSync(result(), { force: true });
  if (!built) code ||= 1;
} catch (error) {
  report(interrupted.signal.aborted ? new Problem("Interrupted.") : error);
}
await stop();
if (code === 0 && counted.passed + counted.failed === 0) {
  console.error("\n✗ No test ran.");
  code = 1;
}
// A fault outside the tests (the build, an unhandled rejection) fails the run though no test counts as failed.
if (code !== 0 && counted.failed === 0) counted.failed = 1;
console.log(closingLine(counted));
process.exit(counted.failed > 0 ? code || 1 : code);

/** A client that does not build fails the run, but the server's tests still have something to say. */
async function tryBuild(): Promise<boolean> {
  try {
    await buildClient(interrupted.signal);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

/** `npm test -- server/src/modules/surveys` need not wait for a client that it does not look at. */
function concernsClient(args: string[]): boolean {
  const paths = args.filter((arg) => !arg.startsWith("-"));
  return paths.length === 0 || paths.some((path) => !/^(\.\/)?(server|workers)\//.test(path));
}

function runVitest(env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = join(repository, "node_modules/vitest/vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${result()}`];
    const vitest = spawn(process.execPath, ["--conditions=development", program, "run", ...reporters, ...args], {
      cwd: repository,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    interrupted.signal.addEventListener("abort", () => vitest.kill("SIGINT"));
    vitest.once("error", reject);
    vitest.once("exit", (exit) => resolve(exit ?? 1));
  });
}
