import { type BulkCall, targetsOf } from "#entities/bulk/use-bulk.ts";
import {
  ApproveActionsBulkDocument,
  AssignActionsBulkDocument,
  ChangeActionsStatusBulkDocument,
  EscalateActionsBulkDocument,
  RejectActionsBulkDocument,
  type PxActionFilter,
  type PxActionStatus,
} from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import type { Selection } from "#ui/table/selection.ts";

export type BulkStep = "assign" | "status" | "escalate" | "approve" | "reject";
export interface BulkFields {
  assigneeId: string | null;
  status: Extract<PxActionStatus, "IN_PROGRESS" | "OPEN">;
  text: string;
}

/** What can be done to many actions; each goes through one call for looking and for doing. */
export function useActionBulk(
  step: () => BulkStep,
  chosen: () => { selection: Selection; filter: PxActionFilter },
  fields: () => BulkFields,
) {
  const assign = useCommand(AssignActionsBulkDocument);
  const status = useCommand(ChangeActionsStatusBulkDocument);
  const approve = useCommand(ApproveActionsBulkDocument);
  const reject = useCommand(RejectActionsBulkDocument);
  const escalate = useCommand(EscalateActionsBulkDocument);

  const call: BulkCall = async (isPreview) => {
    const { selection, filter } = chosen();
    const input = { ...targetsOf(selection, filter), isPreview };
    const { assigneeId, text, status: to } = fields();
    if (step() === "assign") {
      const outcome = await assign.run({ input: { ...input, assigneeId: assigneeId ?? "" } });
      return outcome.ok ? { ok: true, data: outcome.data.assignActionsBulk } : outcome;
    }
    if (step() === "status") {
      const outcome = await status.run({ input: { ...input, status: to, note: text.trim() || null } });
      return outcome.ok ? { ok: true, data: outcome.data.changeActionsStatusBulk } : outcome;
    }
    if (step() === "approve") {
      const outcome = await approve.run({ input: { ...input, note: text.trim() || null } });
      return outcome.ok ? { ok: true, data: outcome.data.approveActionsBulk } : outcome;
    }
    if (step() === "reject") {
      const outcome = await reject.run({ input: { ...input, reason: text } });
      return outcome.ok ? { ok: true, data: outcome.data.rejectActionsBulk } : outcome;
    }
    const outcome = await escalate.run({ input: { ...input, reason: text } });
    return outcome.ok ? { ok: true, data: outcome.data.escalateActionsBulk } : outcome;
  };
  return call;
}
