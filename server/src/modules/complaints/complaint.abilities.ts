import { reaches, type Permission, type RequestContext } from "../core/index.ts";
import { complaintPlace } from "./complaint-history.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintStatus } from "./complaint.enums.ts";
import { hasReceiver } from "./complaint.messages.ts";
import { settingsOf } from "./complaint.loaders.ts";
import { isMovePossible } from "./complaint.rules.ts";
import type { ComplaintAbilities } from "./complaint.types.ts";

/** CM-18: what the console shows as possible is what the services accept; both ask the same rules. */
export async function abilitiesOf(context: RequestContext, complaint: Complaint): Promise<ComplaintAbilities> {
  const place = complaintPlace(complaint);
  const may = (permission: Permission) => reaches(context, permission, place);
  const { status } = complaint;
  const isOpen = !complaint.closedAt;
  const isMerged = complaint.mergedInto != null;
  const isResolver = complaint.resolvedBy != null && complaint.resolvedBy.id === context.viewer?.userId;
  const isFourEyes = (await settingsOf(context, complaint.hospital.id))?.isFourEyes ?? true;
  const canWork = isOpen && may("complaint.work");
  const canClose = may("complaint.close");
  const isAtWork = status === ComplaintStatus.OPEN || status === ComplaintStatus.IN_PROGRESS;
  return {
    canEdit: canWork,
    canAssign: isOpen && may("complaint.assign"),
    canStart: canWork && isMovePossible("START", status),
    canPutBack: canWork && isMovePossible("PUT_BACK", status),
    canAddNote: !isMerged && may("complaint.work"),
    canAttach: canWork,
    canMessage: canWork && hasReceiver(complaint),
    canPause: canWork && isAtWork && !complaint.pausedAt,
    canResume: canWork && complaint.pausedAt != null,
    canResolve: canWork && isMovePossible("RESOLVE", status),
    canSendBack: canWork && isMovePossible("SEND_BACK", status),
    canClose: canClose && isMovePossible("CLOSE", status) && !(isFourEyes && isResolver),
    canReopen: canClose && !isMerged && isMovePossible("REOPEN", status),
    canEscalate: isOpen && status !== ComplaintStatus.RESOLVED && may("complaint.escalate"),
    canMerge: isOpen && canClose,
    canSendSurvey: canClose && !isOpen && !isMerged && complaint.patient != null && !complaint.isAnonymous,
  };
}
