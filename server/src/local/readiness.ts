import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "./problem.ts";

/** Resolves when `url` answers with success; the Problem after `patienceMs` carries its last answer. */
export async function untilReady(url: string, logFile: string, patienceMs = 120_000): Promise<void> {
  let last = "no answer";
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(100)) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = `${answer.status}: ${(await answer.text()).slice(0, 500)}`;
    } catch (error) {
      last = String((error as Error).cause ?? error);
    }
  }
  throw new Problem(`${url} does not become ready (${last}).`, `The log: ${logFile}`);
}
