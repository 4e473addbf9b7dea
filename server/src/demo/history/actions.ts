import { loadRoutingRules, loadTriggers } from "../../modules/action-center/action-configuration.ts";
import { loadDirectory } from "../../modules/action-center/action-directory.ts";
import { ownerFor } from "../../modules/action-center/assignment.rules.ts";
import { PxActionSource, type PxActionPriority, type PxActionStatus } from "../../modules/action-center/index.ts";
import { departmentPath, holdersOf, type Directory } from "../../modules/accounts/index.ts";
import { pickRoutingRule } from "../../modules/action-center/routing.rules.ts";
import { pickTrigger, priorityOf } from "../../modules/action-center/trigger.rules.ts";
import { Role } from "../../modules/accounts/index.ts";
import type { Bilingual, Tx } from "../../modules/core/index.ts";
import { planClock } from "../../modules/sla/clock.rules.ts";
import { chainFor, loadEscalationFacts, type EscalationFacts } from "../../modules/sla/escalation.facts.ts";
import type { ChainLevel } from "../../modules/sla/escalation.rules.ts";
import { SlaCaseKind, SlaTarget } from "../../modules/sla/index.ts";
import { choosePolicy } from "../../modules/sla/policy.rules.ts";
import { recipientOf } from "../../modules/sla/recipient.rules.ts";
import { calendarFor, loadSetup, type Setup } from "../../modules/sla/setup.ts";
import { plus } from "../day/clock.ts";
import type { Random } from "../random.ts";
import { actionSteps, type ActionStep } from "./action-life.ts";
import type { DemoSurveyInstance } from "./surveys.ts";

/** An action that a negative answer opened, and what became of it. */
export interface DemoAction {
  readonly id: string;
  readonly survey: DemoSurveyInstance;
  readonly title: Bilingual;
  readonly priority: PxActionPriority;
  readonly createdAt: Date;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly reminderAt: Date | null;
  readonly ownerId: string | null;
  readonly isEvidenceRequired: boolean;
  readonly policyVersionId: string;
  readonly calendarVersionId: string;
  readonly minutes: number;
  readonly levels: readonly ChainLevel[];
  readonly route: {
    readonly id: string;
    readonly nameAr: string;
    readonly nameEn: string;
    readonly target: string;
  } | null;
  readonly steps: readonly ActionStep[];
  /** Who approves: somebody of the PX team who is not the owner. */
  readonly team: readonly string[];
  /** Who is told at a level. */
  readonly recipients: ReadonlyMap<number, string | null>;
}

export type { PxActionStatus };

const kind = SlaCaseKind.ACTION;

interface Configuration {
  readonly directory: Directory;
  readonly routing: Awaited<ReturnType<typeof loadRoutingRules>>;
  readonly setup: Setup;
  readonly escalation: EscalationFacts;
  readonly triggers: Awaited<ReturnType<typeof loadTriggers>>;
}

/** By the rows and rules that stand now: triggers, routing, SLA, escalation. In the order of the answers. */
export async function actionsOf(
  tx: Tx,
  random: Random,
  surveys: readonly DemoSurveyInstance[],
  hospitalIds: readonly string[],
  departmentName: (id: string) => Bilingual,
): Promise<DemoAction[]> {
  const configuration: Configuration = {
    directory: await loadDirectory(tx.em, hospitalIds),
    routing: await loadRoutingRules(tx.em),
    setup: await loadSetup(tx.em),
    escalation: await loadEscalationFacts(
      tx.em,
      hospitalIds.map((hospitalId) => ({ kind, hospitalId })),
      tx.now,
    ),
    triggers: await loadTriggers(tx.em),
  };
  return surveys
    .filter(({ life }) => life.answer?.isNegative)
    .toSorted((a, b) => (a.life.answeredAt?.getTime() ?? 0) - (b.life.answeredAt?.getTime() ?? 0))
    .flatMap((survey) => {
      const action = actionOf(random, survey, configuration, departmentName, tx.now);
      return action && action.createdAt < tx.now ? [action] : [];
    });
}

function actionOf(
  random: Random,
  survey: DemoSurveyInstance,
  { directory, routing, setup, escalation, triggers }: Configuration,
  departmentName: (id: string) => Bilingual,
  now: Date,
): DemoAction | null {
  const {
    stage,
    life,
    visit: {
      journey: { hospitalId },
    },
  } = survey;
  const { answer, answeredAt } = life;
  const trigger = pickTrigger(triggers, hospitalId, PxActionSource.STAGE_SURVEY);
  if (!trigger?.isEnabled || !answer || answer.explanation.score === null || !answeredAt) return null;
  const place = { hospitalId, departmentId: stage.departmentId };
  const path = departmentPath(directory, stage.departmentId);
  const priority = priorityOf(trigger.bands, answer.explanation.score, answer.threshold);
  const source = PxActionSource.STAGE_SURVEY;
  const due = deadlineOf(setup, { hospitalId, departmentPath: path, source, priority }, answeredAt);
  const route = pickRoutingRule(routing, {
    hospitalId,
    departmentPath: path,
    source,
    stageCode: stage.plan.code,
    priority,
  });
  const ownerId = route ? ownerFor(directory, place, route) : null;
  if (ownerId) directory.openCounts.set(ownerId, (directory.openCounts.get(ownerId) ?? 0) + 1);
  const createdAt = plus(answeredAt, random.between(300, 2_500));
  const { dueAt, reminderAt, minutes } = due;
  const levels = chainFor(escalation.chains, due.chainId, { kind, hospitalId });
  return {
    id: random.id(createdAt),
    survey,
    priority,
    createdAt,
    startedAt: answeredAt,
    dueAt,
    reminderAt,
    ownerId,
    title: titleOf(survey, departmentName),
    isEvidenceRequired: trigger.isEvidenceRequired,
    policyVersionId: due.policyVersionId,
    calendarVersionId: due.calendarVersionId,
    minutes,
    levels,
    route,
    steps: actionSteps(random, {
      createdAt,
      dueAt,
      reminderAt,
      slaMinutes: minutes,
      levels,
      isEvidenceRequired: trigger.isEvidenceRequired,
      now,
    }),
    team: holdersOf(directory, Role.PX_COORDINATOR, place)
      .flat()
      .filter((id) => id !== ownerId),
    recipients: recipientsOf(directory, { ...place, ownerId }, levels),
  };
}

/** As the engine computes it. */
function deadlineOf(
  setup: Setup,
  facts: {
    readonly hospitalId: string;
    readonly departmentPath: readonly string[];
    readonly source: string;
    readonly priority: string;
  },
  start: Date,
) {
  const { chosen } = choosePolicy(setup.policies, { ...facts, kind, severity: null, categoryPath: [] });
  const calendar = chosen && calendarFor(setup, chosen.terms.calendarId, facts.hospitalId);
  const target = chosen?.terms.targets.find((one) => one.target === SlaTarget.RESOLVE);
  if (!calendar || !target) throw new Error(`no SLA policy for actions of priority ${facts.priority}`);
  const plan = { start, target, reminder: target.reminder, capMinutes: null };
  const { dueAt, remindAt } = planClock(calendar.hours, plan, [], start);
  if (!dueAt) throw new Error("the calendar of actions has no such time");
  return {
    dueAt,
    reminderAt: remindAt,
    minutes: target.amount,
    policyVersionId: chosen.versionId,
    calendarVersionId: calendar.versionId,
    chainId: chosen.terms.chainId,
  };
}

const recipientsOf = (
  directory: Directory,
  place: { readonly hospitalId: string; readonly departmentId: string | null; readonly ownerId: string | null },
  levels: readonly ChainLevel[],
) =>
  new Map(
    levels.map(
      ({ level }) => [level, recipientOf(directory, new Map(), place, levels, level)?.userId ?? null] as const,
    ),
  );

/** As the action center words it. */
function titleOf({ stage }: DemoSurveyInstance, departmentName: (id: string) => Bilingual): Bilingual {
  const department = stage.departmentId ? departmentName(stage.departmentId) : null;
  return {
    en: [`Negative survey: ${stage.plan.nameEn}`, department?.en].filter(Boolean).join(" · "),
    ar: [`تقييم سلبي: ${stage.plan.nameAr}`, department?.ar].filter(Boolean).join(" · "),
  };
}
