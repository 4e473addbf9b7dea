import { inLanguage, type RequestContext } from "../core/index.ts";
import { explainDeadline } from "./deadline.explanation.ts";
import type { PxAction } from "./px-action.entity.ts";
import { hospitalOf, levelsOf, slaRuleOf, toldLevelsOf } from "./px-action.loaders.ts";
import type { PxActionRouting, PxActionSla } from "./px-action.types.ts";
import { chainOf, levelAt } from "./sla.rules.ts";

/** P4: the deadline with the rule as it counted; the levels as they are configured now. */
export async function explainSla(context: RequestContext, action: PxAction): Promise<PxActionSla> {
  const [rule, hospital, levels, told] = await Promise.all([
    slaRuleOf(context, action.slaRule.id),
    hospitalOf(context, action.hospital.id),
    levelsOf(context),
    toldLevelsOf(context, action.id),
  ]);
  const ruleName = { en: rule?.nameEn ?? "", ar: rule?.nameAr ?? "" };
  return {
    ruleId: action.slaRule.id,
    ruleName: inLanguage(ruleName, context.language),
    ruleVersion: action.slaRuleVersion,
    minutes: action.slaMinutes,
    startedAt: action.slaStartedAt,
    dueAt: action.dueAt,
    reminderAt: action.reminderAt,
    escalations: chainOf(levels, action.hospital.id).map((level) => ({
      level: level.level,
      at: levelAt(action.dueAt, level),
      target: level.target,
      escalatedAt: told.find((notice) => notice.level === level.level)?.at ?? null,
    })),
    explanation: explainDeadline(
      {
        startedAt: action.slaStartedAt,
        minutes: action.slaMinutes,
        ruleName,
        ruleVersion: action.slaRuleVersion,
        reminderAt: action.reminderAt ?? null,
        dueAt: action.dueAt,
        closedAt: action.closedAt ?? null,
        closeMissMinutes: action.closeMissMinutes ?? null,
        timeZone: hospital?.timeZone ?? "Asia/Riyadh",
      },
      context.language,
    ),
  };
}

export function explainRouting(context: RequestContext, action: PxAction): PxActionRouting | null {
  if (!action.routingTarget) return null;
  const name = { en: action.routingRuleNameEn ?? "", ar: action.routingRuleNameAr ?? "" };
  return {
    ruleId: action.routingRule?.id ?? null,
    ruleName: inLanguage(name, context.language),
    targetKind: action.routingTarget,
  };
}
