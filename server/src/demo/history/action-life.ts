import { dayMs, minuteMs, plus } from "../day/clock.ts";
import type { Random } from "../random.ts";

/** What a person does with an action, in order of time, as far as it has come by now. */
export type ActionStep =
  | {
      readonly kind: "START" | "NOTE" | "EVIDENCE" | "REQUEST_APPROVAL" | "REJECT" | "APPROVE" | "CANCEL";
      readonly at: Date;
    }
  | { readonly kind: "REMIND" | "BREACH"; readonly at: Date }
  | { readonly kind: "ESCALATE"; readonly at: Date; readonly level: number };

export interface ActionFacts {
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly reminderAt: Date | null;
  readonly slaMinutes: number;
  readonly levels: readonly { readonly level: number; readonly afterMinutes: number }[];
  readonly isEvidenceRequired: boolean;
  readonly now: Date;
}

/** Most are closed in time; some late; a few are forgotten until somebody higher up asks. */
export function actionSteps(random: Random, facts: ActionFacts): ActionStep[] {
  const work = workSteps(random, facts);
  const end = work.find(({ kind }) => kind === "APPROVE" || kind === "CANCEL")?.at ?? null;
  const isOpenAt = (at: Date) => end === null || at < end;
  // The tick that looks for reminders and escalations comes every half minute.
  const soon = (at: Date) => plus(at, random.between(500, 30_000));
  const late = soon(facts.dueAt);
  const clock: ActionStep[] = facts.levels.map(({ level, afterMinutes }) => ({
    kind: "ESCALATE",
    level,
    at: afterMinutes > 0 ? soon(plus(facts.dueAt, afterMinutes * minuteMs)) : late,
  }));
  clock.unshift({ kind: "BREACH", at: late });
  if (facts.reminderAt) clock.unshift({ kind: "REMIND", at: soon(facts.reminderAt) });
  return [...work, ...clock.filter(({ at }) => isOpenAt(at))]
    .filter(({ at }) => at <= facts.now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const backlogDays = 6;

function workSteps(random: Random, { createdAt, slaMinutes, isEvidenceRequired, now }: ActionFacts): ActionStep[] {
  const sla = slaMinutes * minuteMs;
  // The last days have piled up a little: a board without open work would show nothing.
  const backlog = now.getTime() - createdAt.getTime() < backlogDays * dayMs ? 1.7 : 1;
  const isForgotten = random.chance(0.14);
  const pace = isForgotten ? random.between(1.1, 4.5) : Math.min(1.3, random.logNormal(0.58, 0.4)) * backlog;
  let at = plus(createdAt, sla * pace * random.between(0.08, isForgotten ? 0.95 : 0.45));
  const steps: ActionStep[] = [{ kind: "START", at }];
  const then = (kind: "NOTE" | "EVIDENCE" | "REQUEST_APPROVAL" | "REJECT" | "APPROVE" | "CANCEL", wait: number) => {
    at = plus(at, wait);
    steps.push({ kind, at });
  };
  if (random.chance(0.035)) {
    then("CANCEL", sla * random.between(0.02, 0.2));
    return steps;
  }
  const left = Math.max(10 * minuteMs, createdAt.getTime() + sla * pace - at.getTime());
  if (random.chance(0.6)) then("NOTE", left * random.between(0.2, 0.4));
  const finish = () => {
    if (isEvidenceRequired || random.chance(0.5)) then("EVIDENCE", left * random.between(0.2, 0.4));
    then("REQUEST_APPROVAL", random.between(2, 40) * minuteMs);
  };
  finish();
  if (random.chance(0.08)) {
    then("REJECT", sla * random.between(0.02, 0.12));
    finish();
  }
  then("APPROVE", sla * Math.min(0.6, random.logNormal(0.18, 0.6)));
  return steps;
}
