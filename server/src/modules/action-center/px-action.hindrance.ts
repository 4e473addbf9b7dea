import { Failure, inLanguage, type Permission, type RequestContext } from "../core/index.ts";
import { mayWith } from "./px-action.abilities.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionStatus } from "./px-action.enums.ts";
import { checksOf, evidenceOf } from "./px-action.loaders.ts";
import { approvalIsOfPxTeam, moveRefusal } from "./px-action.refusals.ts";
import { refusalOf, type Move } from "./px-action.rules.ts";
import type { PxActionHindrance } from "./px-action.types.ts";

const nextSteps: Partial<Record<PxActionStatus, { readonly step: Move; readonly permission: Permission }>> = {
  IN_PROGRESS: { step: "REQUEST_APPROVAL", permission: "action.work" },
  PENDING_APPROVAL: { step: "APPROVE", permission: "action.approve" },
};

/** PX-15: “why can I not approve?” is answered by the rules that the service asks (PX-6, PX-7, PX-24), before anybody tries. */
export async function hindranceOf(context: RequestContext, action: PxAction): Promise<PxActionHindrance | null> {
  const next = nextSteps[action.status as PxActionStatus];
  if (!next) return null;
  if (!mayWith(context, action)(next.permission))
    return next.step === "APPROVE" ? worded(context, approvalIsOfPxTeam()) : null;
  const [checks, evidence] = await Promise.all([checksOf(context, action.id), evidenceOf(context, action.id)]);
  const missing = checks.filter((check) => check.isRequired && !check.tickedAt);
  const refused = refusalOf(next.step, {
    status: action.status,
    isEvidenceRequired: action.isEvidenceRequired,
    evidenceCount: evidence.length,
    openCheckCount: missing.length,
    requestedById: action.requestedBy?.id ?? null,
    actorId: context.viewer?.userId ?? null,
  });
  return refused ? worded(context, moveRefusal(refused, missing)) : null;
}

function worded(context: RequestContext, { problems }: Failure): PxActionHindrance | null {
  const [problem] = problems;
  return problem ? { code: problem.code, message: inLanguage(problem.message, context.language) } : null;
}
