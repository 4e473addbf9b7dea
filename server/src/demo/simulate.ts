import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "./random.ts";
import { journeyTemplates } from "./group/journeys.ts";
import { createConsoleClient, NoAccess } from "./simulator/console-client.ts";
import { createIntakeClient, Stop } from "./simulator/intake-client.ts";
import { readOptions, usage, UsageError, type SimulationOptions } from "./simulator/options.ts";
import { answerInvitations } from "./simulator/patients.ts";
import { atMoment, planDay } from "./simulator/schedule.ts";
import { Tally } from "./simulator/tally.ts";

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

async function simulate(options: SimulationOptions, signal: AbortSignal): Promise<void> {
  const start = new Date();
  const runId = start.getTime().toString(36);
  const plan = planDay({ ...options, runId });
  const tally = new Tally();
  const seconds = () => (Date.now() - start.getTime()) / 1_000;
  const intake = createIntakeClient({ ...options, signal, onRetry: () => tally.retries++ });
  const progress = setInterval(() => console.log(tally.line(seconds())), 10_000);
  try {
    await intake.check();
    console.log(`Playing ${plan.length} events in ${options.minutes} min against ${options.url}. Ctrl-C ends it.`);
    let isOver = false;
    const patients = letPatientsAnswer(options, { start, runId, tally, signal, isOver: () => isOver });
    try {
      await sendAll(plan, start, intake, tally, signal);
      // The last surveys are on their way.
      if (options.answers > 0) await sleep(5_000, undefined, { signal });
    } finally {
      isOver = true;
    }
    await patients;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.log("\nStopped.");
  } finally {
    clearInterval(progress);
    if (tally.sent > 0) console.log(`\n${tally.summary(seconds())}`);
  }
}

const triggers = new Set(journeyTemplates.flatMap(({ stages }) => stages.map(({ triggerEventCode }) => triggerEventCode)));

async function sendAll(
  plan: ReturnType<typeof planDay>, start: Date, intake: ReturnType<typeof createIntakeClient>, tally: Tally, signal: AbortSignal,
): Promise<void> {
  const posting: Promise<void>[] = [];
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  for (const sending of plan) {
    const wait = start.getTime() + sending.sendAt - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) break;
    const { event, isRepetition, sendAt, happenedAt } = sending;
    posting.push(
      intake.post(atMoment(start, sending)).then(
        (posted) => {
          tally.sent++;
          if (posted === "ACCEPTED") tally.accepted++;
          else if (posted === "DUPLICATE") tally.duplicates++;
          else tally.rejected++;
          if (posted !== "ACCEPTED") return;
          tally.encounters.add(event.encounter_id);
          if (triggers.has(event.event_code)) tally.stages++;
          if (!isRepetition && sendAt > happenedAt) tally.late++;
        },
        (error: unknown) => {
          failed.abort();
          throw error;
        },
      ),
    );
  }
  const outcomes = await Promise.allSettled(posting);
  const reason = outcomes.find((outcome) => outcome.status === "rejected")?.reason as unknown;
  signal.throwIfAborted();
  if (reason !== undefined) throw reason;
}

interface Run {
  readonly start: Date;
  readonly runId: string;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  readonly isOver: () => boolean;
}

/** Events go on without the patients when the demo's administrator can't sign in. */
async function letPatientsAnswer({ url, answers, negatives, seed }: SimulationOptions, { start, runId, tally, signal, isOver }: Run): Promise<void> {
  if (answers === 0) return;
  const client = createConsoleClient(url, signal);
  const random = createRandom(seed).fork("patients");
  try {
    await answerInvitations({ client, random, tally, since: start, runId, answers, negatives, signal }, isOver);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof NoAccess) console.error(`${error.message} Patients will not answer in this run.`);
    else tally.fault(error);
  }
}
