import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "./children.ts";
import { stateDir } from "./places.ts";
import { isAlive, type ProcessMark } from "./processes.ts";
import { report } from "./problem.ts";
import { startServices, type Services } from "./services.ts";

// `bootstrap.mjs run SCRIPT …`: a script of the product with the demo's database, Redis and secrets in its environment. While
// `npm start` runs it works on the same servers, and PX360_URL says where; else they run as long as the script does.
const [script = "", ...args] = process.argv.slice(2);
let services: Services | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {}); // the script gets them too, and ends first
try {
  services = await startServices();
  const url = runningUrl();
  process.exitCode = await runScript(script, args, { ...(url ? { PX360_URL: url } : {}), ...services.env });
} catch (error) {
  report(error);
  process.exitCode = 1;
} finally {
  await services?.stop();
}

function runningUrl(): string | null {
  const file = join(stateDir(), "running.json");
  if (!existsSync(file)) return null;
  const running = JSON.parse(readFileSync(file, "utf8")) as ProcessMark & { url: string };
  return isAlive(running) ? running.url : null;
}
