import {
  loadEscalationLevels,
  loadRoutingRules,
  loadSlaRules,
  loadTriggers,
} from "../../modules/action-center/action-configuration.ts";
import { loadDirectory } from "../../modules/action-center/action-directory.ts";
import { ownerFor, recipientFor } from "../../modules/action-center/assignment.rules.ts";
import { PxActionSource, type PxActionPriority, type PxActionStatus } from "../../modules/action-center/index.ts";
import { departmentPath, holdersOf, type Directory } from "../../modules/accounts/index.ts";
import { pickRoutingRule } from "../../modules/action-center/routing.rules.ts";
import { chainOf, deadlineOf, pickSlaRule, type ChainLevel } from "../../modules/action-center/sla.rules.ts";
import { pickTrigger, priorityOf } from "../../modules/action-center/trigger.rules.ts";
import { Role } from "../../modules/accounts/index.ts";
import type { Bilingual, Tx } from "../../modules/core/index.ts";
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
  readonly slaRule: { readonly id: string; readonly version: number; readonly minutes: number };
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

interface Configuration {
  readonly directory: Directory;
  readonly routing: Awaited<ReturnType<typeof loadRoutingRules>>;
  readonly sla: Awaited<ReturnType<typeof loadSlaRules>>;
  readonly levels: Awaited<ReturnType<typeof loadEscalationLevels>>;
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
    sla: await loadSlaRules(tx.em),
    levels: await loadEscalationLevels(tx.em),
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
  { directory, routing, sla, levels, triggers }: Configuration,
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
  const slaRule = pickSlaRule(sla, { hospitalId, departmentPath: path, priority });
  if (!slaRule) throw new Error(`no SLA rule for ${priority}`);
  const route = pickRoutingRule(routing, {
    hospitalId,
    departmentPath: path,
    source: PxActionSource.STAGE_SURVEY,
    stageCode: stage.plan.code,
    priority,
  });
  const ownerId = route ? ownerFor(directory, place, route) : null;
  if (ownerId) directory.openCounts.set(ownerId, (directory.openCounts.get(ownerId) ?? 0) + 1);
  const createdAt = plus(answeredAt, random.between(300, 2_500));
  const deadline = deadlineOf(answeredAt, slaRule);
  const chain = chainOf(levels, hospitalId);
  return {
    id: random.id(createdAt),
    survey,
    priority,
    createdAt,
    startedAt: answeredAt,
    ...deadline,
    ownerId,
    title: titleOf(survey, departmentName),
    isEvidenceRequired: trigger.isEvidenceRequired,
    slaRule: { id: slaRule.id, version: slaRule.version, minutes: slaRule.resolveMinutes },
    route,
    steps: actionSteps(random, {
      createdAt,
      ...deadline,
      slaMinutes: slaRule.resolveMinutes,
      levels: chain,
      isEvidenceRequired: trigger.isEvidenceRequired,
      now,
    }),
    team: holdersOf(directory, Role.PX_COORDINATOR, place)
      .flat()
      .filter((id) => id !== ownerId),
    recipients: recipientsOf(directory, place, chain, ownerId),
  };
}

function recipientsOf(
  directory: Directory,
  place: { hospitalId: string; departmentId: string | null },
  chain: readonly ChainLevel[],
  ownerId: string | null,
) {
  return new Map(
    chain.map(({ level }) => {
      const targets = chain.filter((other) => other.level >= level).map(({ target }) => target);
      return [level, recipientFor(directory, place, targets, ownerId)] as const;
    }),
  );
}

/** As the action center words it. */
function titleOf({ stage }: DemoSurveyInstance, departmentName: (id: string) => Bilingual): Bilingual {
  const department = stage.departmentId ? departmentName(stage.departmentId) : null;
  return {
    en: [`Negative survey: ${stage.plan.nameEn}`, department?.en].filter(Boolean).join(" · "),
    ar: [`تقييم سلبي: ${stage.plan.nameAr}`, department?.ar].filter(Boolean).join(" · "),
  };
}
