import { setTimeout as sleep } from "node:timers/promises";
import type { WireEvent } from "./schedule.ts";

/** Why the simulation can't go on; said to the person at the terminal. */
export class Stop extends Error {}

export type Posted = "ACCEPTED" | "DUPLICATE" | "REJECTED";

export interface IntakeClient {
  /** Throws `Stop` when there is no server or it isn't PX360. */
  check(): Promise<void>;
  post(event: WireEvent): Promise<Posted>;
}

interface Settings {
  readonly url: string;
  readonly key: string;
  readonly signal: AbortSignal;
  /** Called for every attempt that did not get through. */
  readonly onRetry: () => void;
}

const attempts = 8;

/** A sender as the contract wants them: what was not answered with 202 is sent again, so nothing gets lost. */
export function createIntakeClient({ url, key, signal, onRetry }: Settings): IntakeClient {
  const absent = `No PX360 server answers at ${url}.\nStart it with \`npm start\` in another terminal, or name its address: npm run simulate -- --url http://127.0.0.1:4000`;
  return {
    async check() {
      const response = await fetch(`${url}/health/`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
      }).catch(() => null);
      signal.throwIfAborted();
      if (!response) throw new Stop(absent);
      const body = (await response.json().catch(() => null)) as { status?: string } | null;
      if (body?.status !== "ok") throw new Stop(`Something else than PX360 answers at ${url}.`);
    },
    async post(event) {
      for (let attempt = 1; ; attempt++) {
        const response = await send(url, key, event, signal);
        if (response?.status === 202)
          return ((await response.json()) as { duplicate: boolean }).duplicate ? "DUPLICATE" : "ACCEPTED";
        if (response && [401, 403].includes(response.status)) throw new Stop(await refusalOf(response));
        if (response && response.status < 500 && response.status !== 429) return "REJECTED";
        if (attempt === attempts)
          throw new Stop(
            response ? `The server keeps answering ${response.status}; the simulation ends here.` : absent,
          );
        onRetry();
        const seconds = Number(response?.headers.get("retry-after") ?? Number.NaN);
        await sleep(Number.isFinite(seconds) ? seconds * 1_000 : Math.min(5_000, 200 * 2 ** attempt), undefined, {
          signal,
        });
      }
    },
  };
}

/** Null when nobody answered. */
async function send(url: string, key: string, event: WireEvent, signal: AbortSignal): Promise<Response | null> {
  try {
    return await fetch(`${url}/api/integrations/events/`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": key },
      body: JSON.stringify(event),
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

async function refusalOf(response: Response): Promise<string> {
  if (response.status === 401) {
    return "The server does not know this API key.\nUse the key of the demo data (px360-demo-his-key), or one that an administrator made: --key KEY";
  }
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  return `The server refuses events of this key: ${problem?.detail ?? response.status}`;
}
