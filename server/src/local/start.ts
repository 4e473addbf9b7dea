import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { banner } from "./banner.ts";
import { runScript, startChild, type Child } from "./children.ts";
import { buildClient } from "./client-build.ts";
import { stateDir } from "./places.ts";
import { anyFreePort, choosePort, LOOPBACK, wantedPort } from "./ports.ts";
import { Problem, report } from "./problem.ts";
import { markOf } from "./processes.ts";
import { untilReady } from "./readiness.ts";
import { startServices, type Services } from "./services.ts";
import { alone } from "./sharing.ts";
import { untilStopped } from "./stopping.ts";

// `npm start`: the whole product on this machine. `npm run dev` (--watch) restarts server and worker when their source changes.
const watch = process.argv.includes("--watch");
const runningFile = (): string => join(stateDir(), "running.json");
const stopping = new AbortController();
let services: Promise<Services> | undefined;
const children: Child[] = [];

try {
  // A signal that comes while things are still starting must end them too.
  await Promise.race([untilStopped(), run(stopping.signal)]);
} catch (error) {
  report(error);
  process.exitCode = 1;
}
stopping.abort();
if (services) console.log("\nStopping …");
try {
  if (children.length > 0) rmSync(runningFile(), { force: true });
  await Promise.all(children.map((child) => child.stop()));
  await services?.then(
    (started) => started.stop(),
    () => {}, // why they did not start has been said
  );
} catch (error) {
  report(error);
  process.exitCode = 1;
}
process.exit();

async function run(stop: AbortSignal): Promise<never> {
  const wanted = wantedPort(process.env["PORT"]);
  console.log("Starting PostgreSQL and Redis …");
  services = startServices();
  const [started] = await Promise.all([services, watch ? buildClient(stop).catch(report) : buildClient(stop)]);
  // Without demo data nobody can log in yet: for tests, and for a database that gets its data otherwise.
  const demo = started.env["NODE_ENV"] !== "production" && process.env["PX360_DEMO_DATA"] !== "off";
  await alone(join(stateDir(), "database"), () => prepare(started.env, demo, stop));
  stop.throwIfAborted();

  const port = await choosePort(wanted);
  const url = `http://localhost:${port}`;
  const env = { PUBLIC_URL: url, ...started.env, PORT: String(port) };
  const server = startChild("server", "server/src/main.ts", env, watch);
  const workerPort = await anyFreePort();
  const workerEnv = { ...env, WORKER_HEALTH_PORT: String(workerPort) };
  const worker = startChild("worker", "workers/src/main.ts", workerEnv, watch);
  children.push(server, worker);
  const died = Promise.race(children.map((child) => child.ended.then((how) => fail(how, child))));
  const ready = [
    untilReady(`${url}/health/ready/`, server.logFile),
    untilReady(`http://${LOOPBACK}:${workerPort}/health/ready/`, worker.logFile),
  ];
  await Promise.race([Promise.all(ready), died]);
  stop.throwIfAborted();
  writeFileSync(runningFile(), JSON.stringify({ url, ...markOf(process.pid) }), { mode: 0o600 });
  console.log(`\n${banner({ url, logs: join(stateDir(), "logs"), demo })}\n`);
  return died;
}

/** Migrations always; demo data where there is none yet, which the script judges itself. */
async function prepare(env: Record<string, string>, demo: boolean, stop: AbortSignal): Promise<void> {
  for (const script of ["server/src/local/migrate.ts", ...(demo ? ["server/src/demo/seed.ts"] : [])]) {
    stop.throwIfAborted();
    if ((await runScript(script, [], env, stop)) !== 0) throw new Problem(`${script} failed; it says why above.`);
  }
}

function fail(how: string, child: Child): never {
  throw new Problem(how, `Its log: ${child.logFile}`);
}
