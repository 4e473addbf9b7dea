import { Stop } from "./simulator/intake-client.ts";
import { readOptions, usage, UsageError } from "./simulator/options.ts";
import { simulate } from "./simulator/run.ts";

/** `npm run simulate`: plays a hospital day against the REST intake (F5.5). Ctrl-C ends it with the summary; a second one at once. */
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());
process.once("SIGTERM", () => interrupted.abort());

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options) await simulate(options, interrupted.signal);
  else console.log(usage);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof Stop)) throw error;
  console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = 1;
}
