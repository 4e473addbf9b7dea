import { inLanguage, type RequestContext } from "../core/index.ts";
import type { PxAction } from "./px-action.entity.ts";
import type { PxActionRouting } from "./px-action.types.ts";

/** P4: how it found its owner, by the rule as it was called then. */
export function explainRouting(context: RequestContext, action: PxAction): PxActionRouting | null {
  if (!action.routingTarget) return null;
  const name = { en: action.routingRuleNameEn ?? "", ar: action.routingRuleNameAr ?? "" };
  return {
    ruleId: action.routingRule?.id ?? null,
    ruleName: inLanguage(name, context.language),
    targetKind: action.routingTarget,
  };
}
