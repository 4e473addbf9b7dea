import { type Failure, inLanguage, type Permission, type RequestContext } from "../core/index.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionStatus } from "./px-action.enums.ts";
import { checksOf, evidenceOf } from "./px-action.loaders.ts";
import { mayWith } from "./px-action.rights.ts";
import { approvalIsOfPxTeam, moveRefusal } from "./px-action.refusals.ts";
import { refusalsOf, type Move } from "./px-action.rules.ts";
import type { PxActionHindrance } from "./px-action.types.ts";

const nextSteps: Partial<Record<PxActionStatus, { readonly step: Move; readonly permission: Permission }>> = {
  IN_PROGRESS: { step: "REQUEST_APPROVAL", permission: "action.work" },
  PENDING_APPROVAL: { step: "APPROVE", permission: "action.approve" },
};

/** PX-15, PX-25: “why can I not approve?” is answered by the rules that the service asks (PX-6, PX-7, PX-24), before anybody tries. */
export async function hindrancesOf(context: RequestContext, action: PxAction): Promise<PxActionHindrance[]> {
  const next = nextSteps[action.status as PxActionStatus];
  if (!next) return [];
  if (!mayWith(context, action)(next.permission))
    return next.step === "APPROVE" ? worded(context, approvalIsOfPxTeam()) : [];
  const [checks, evidence] = await Promise.all([checksOf(context, action.id), evidenceOf(context, action.id)]);
  const missing = checks.filter((check) => check.isRequired && !check.tickedAt);
  const refused = refusalsOf(next.step, {
    status: action.status,
    isEvidenceRequired: action.isEvidenceRequired,
    evidenceCount: evidence.length,
    openCheckCount: missing.length,
    requestedById: action.requestedBy?.id ?? null,
    actorId: context.viewer?.userId ?? null,
  });
  return worded(context, moveRefusal(refused, missing));
}

const worded = (context: RequestContext, { problems }: Failure): PxActionHindrance[] =>
  problems.map(({ code, message }) => ({ code, message: inLanguage(message, context.language) }));
