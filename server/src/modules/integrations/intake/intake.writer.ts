import { integrationsLog, type Kernel } from "../../core/index.ts";
import { inboundEventsQueue } from "../inbound-event.jobs.ts";
import type { AcceptedEvent } from "./event.rules.ts";
import { createBell } from "./bell.ts";
import { insertEvents, isDataFault, type NewEvent, type Stored } from "./insert-events.ts";
import { unavailable } from "./intake.refusal.ts";
import { databasePatienceMs, withinPatience } from "./patience.ts";

export interface Posting {
  readonly events: readonly AcceptedEvent[];
  readonly callerId: string;
  readonly requestId: string;
}

export interface IntakeWriter {
  /** Settles after the commit (IN-1): what it returns is durable. Throws the 503 when the database did not take it. */
  store(posting: Posting): Promise<Stored[]>;
}

interface Waiting {
  readonly events: readonly NewEvent[];
  resolve(stored: Stored[]): void;
  reject(error: unknown): void;
}

const mostRows = 500;
/** More than this many waiting events means that the database does not keep up: refused at once instead of piling up. */
const mostWaiting = 20_000;

/**
 * Requests in flight share statements: while one runs, what arrives collects and goes with the next. Each caller is
 * answered after the commit of its own rows. One statement at a time: two halve the rows of each and cost more (measured).
 */
export function createIntakeWriter(kernel: Kernel, patienceMs = databasePatienceMs): IntakeWriter {
  const log = integrationsLog(kernel.log);
  const bell = createBell(() => kernel.live.ring(inboundEventsQueue));
  const queue: Waiting[] = [];
  let waitingRows = 0;
  let isRunning = false;

  function pump(): void {
    if (isRunning || queue.length === 0) return;
    isRunning = true;
    void flush(takeFlush()).finally(() => {
      isRunning = false;
      pump();
    });
  }

  function takeFlush(): Waiting[] {
    let rows = 0;
    let count = 0;
    for (const waiting of queue) {
      rows += waiting.events.length;
      if (count > 0 && rows > mostRows) break;
      count++;
    }
    const taken = queue.splice(0, count);
    for (const waiting of taken) waitingRows -= waiting.events.length;
    return taken;
  }

  async function flush(taken: readonly Waiting[]): Promise<void> {
    try {
      const stored = await withinPatience(
        insertEvents(
          kernel,
          taken.flatMap((waiting) => waiting.events),
        ),
        patienceMs,
      );
      let at = 0;
      for (const waiting of taken) waiting.resolve(stored.slice(at, (at += waiting.events.length)));
      const fresh = stored.filter((row) => !row.isDuplicate).length;
      if (fresh > 0) bell.ring();
      if (log.isLevelEnabled("debug"))
        log.debug({ stored: stored.length, fresh, ids: stored.map((row) => row.id) }, "events stored");
    } catch (error) {
      // What the checks let through must not sink its neighbours: each posting stands alone then.
      if (isDataFault(error) && taken.length > 1)
        return void (await Promise.all(taken.map((waiting) => flush([waiting]))));
      log.error(
        { err: error, events: taken.reduce((sum, waiting) => sum + waiting.events.length, 0) },
        "events were not stored",
      );
      for (const waiting of taken) waiting.reject(unavailable());
    }
  }

  return {
    store({ events, callerId, requestId }) {
      if (waitingRows + events.length > mostWaiting) return Promise.reject(unavailable());
      return new Promise((resolve, reject) => {
        queue.push({
          events: events.map((event) => ({
            ...event,
            callerId,
            requestId,
            sealed: event.payload === null ? null : kernel.cipher.seal(event.payload),
          })),
          resolve,
          reject,
        });
        waitingRows += events.length;
        pump();
      });
    },
  };
}
