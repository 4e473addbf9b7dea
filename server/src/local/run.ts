import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "./children.ts";
import { stateDir } from "./places.ts";
import { isAlive, type ProcessMark } from "./processes.ts";
import { report } from "./problem.ts";
import { startServices } from "./services.ts";
import { useTestServices } from "./test-services.ts";

// `bootstrap.mjs run SCRIPT …`: a script of the product with the demo's database, Redis and secrets in its environment. While
// `npm start` runs it works on the same servers, and PX360_URL says where; else they run as long as the script does.
// `bootstrap.mjs run:test SCRIPT …`: the same with the servers that tests use.
const [kind, script = "", ...args] = process.argv.slice(2);
let stop = async (): Promise<void> => {};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {}); // the script gets them too, and ends first
try {
  const services = kind === "test" ? await forTests() : await startServices();
  stop = services.stop;
  process.exitCode = await runScript(script, args, { ...runningUrl(), ...services.env });
} catch (error) {
  report(error);
  process.exitCode = 1;
}
await stop();

async function forTests(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const { databaseUrl, redisUrl, stop } = await useTestServices();
  return {
    env: { ...(process.env as Record<string, string>), TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl },
    stop,
  };
}

function runningUrl(): Record<string, string> {
  const file = join(stateDir(), "running.json");
  if (!existsSync(file)) return {};
  const running = JSON.parse(readFileSync(file, "utf8")) as ProcessMark & { url: string };
  return isAlive(running) ? { PX360_URL: running.url } : {};
}
