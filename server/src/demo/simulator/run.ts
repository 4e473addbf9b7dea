import { setTimeout as sleep } from "node:timers/promises";
import { journeyTemplates } from "../group/journeys.ts";
import { createRandom } from "../random.ts";
import { createConsoleClient, NoAccess } from "./console-client.ts";
import { createIntakeClient } from "./intake-client.ts";
import type { SimulationOptions } from "./options.ts";
import { answerInvitations } from "./patients.ts";
import { atMoment, planDay } from "./schedule.ts";
import { Tally } from "./tally.ts";

const triggers = new Set(
  journeyTemplates.flatMap(({ stages }) => stages.map(({ triggerEventCode }) => triggerEventCode)),
);

/** One run, with its lines on the terminal. Throws `Stop` when it can't go on. */
export async function simulate(options: SimulationOptions, signal: AbortSignal): Promise<void> {
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

async function sendAll(
  plan: ReturnType<typeof planDay>,
  start: Date,
  intake: ReturnType<typeof createIntakeClient>,
  tally: Tally,
  signal: AbortSignal,
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
async function letPatientsAnswer(
  { url, answers, negatives, seed }: SimulationOptions,
  { start, runId, tally, signal, isOver }: Run,
): Promise<void> {
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
