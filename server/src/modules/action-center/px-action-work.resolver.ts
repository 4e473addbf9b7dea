import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Allow, dropFile, mutate, type RequestContext } from "../core/index.ts";
import { createAction } from "./create-action.service.ts";
import { escalate } from "./escalation.service.ts";
import { addLink, removeEvidence } from "./evidence.service.ts";
import {
  AddPxActionEvidenceLinkInput,
  AddPxActionNoteInput,
  ApprovePxActionInput,
  AssignPxActionInput,
  CancelPxActionInput,
  ChangePxActionStatusInput,
  CreatePxActionInput,
  EscalatePxActionInput,
  PxActionEvidencePayload,
  PxActionPayload,
  RejectPxActionInput,
  RemovePxActionEvidenceInput,
  RequestPxActionApprovalInput,
} from "./px-action.inputs.ts";
import { addNote, approve, assign, cancel, changeStatus, reject, requestApproval } from "./px-action.service.ts";

@Resolver()
export class PxActionWorkResolver {
  @Allow("action.create")
  @Mutation(() => PxActionPayload, { description: "Opens an action by hand." })
  createPxAction(@Ctx() context: RequestContext, @Arg("input", () => CreatePxActionInput) input: CreatePxActionInput) {
    return mutate(context, "action.create", async (tx) => ({ pxAction: await createAction(tx, input) }));
  }

  @Allow("action.assign")
  @Mutation(() => PxActionPayload, { description: "Gives an action to somebody who works on actions of its place." })
  assignPxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignPxActionInput) { id, assigneeId, version }: AssignPxActionInput,
  ) {
    return mutate(context, "action.assign", async (tx) => ({ pxAction: await assign(tx, id, assigneeId, version) }));
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Begins, puts back, or takes back the own request for approval." })
  changePxActionStatus(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangePxActionStatusInput) { id, status, note, version }: ChangePxActionStatusInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({
      pxAction: await changeStatus(tx, id, status, note, version),
    }));
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Writes a note into the history." })
  addPxActionNote(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddPxActionNoteInput) { id, note }: AddPxActionNoteInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({ pxAction: await addNote(tx, id, note) }));
  }

  @Allow("action.work")
  @Mutation(() => PxActionEvidencePayload, {
    description: "Adds a link as evidence. Files go to POST /api/actions/{id}/evidence.",
  })
  addPxActionEvidenceLink(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddPxActionEvidenceLinkInput) { id, url, note }: AddPxActionEvidenceLinkInput,
  ) {
    return mutate(context, "action.work", (tx) => addLink(tx, id, url, note));
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Removes evidence while the work goes on; a file is deleted." })
  async removePxActionEvidence(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemovePxActionEvidenceInput) { id }: RemovePxActionEvidenceInput,
  ) {
    const { storageKey, ...payload } = await mutate(context, "action.work", (tx) => removeEvidence(tx, id));
    // After the commit: a file without a row is only clutter, a row without its file would be a lie.
    if (storageKey) {
      await dropFile(context.kernel, storageKey).catch((error: unknown) => {
        context.log.error({ err: error, evidenceId: id }, "the file of removed evidence could not be deleted");
      });
    }
    return payload;
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Says that it is done; somebody else has to approve." })
  requestPxActionApproval(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestPxActionApprovalInput) { id, note, version }: RequestPxActionApprovalInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({ pxAction: await requestApproval(tx, id, note, version) }));
  }

  @Allow("action.approve")
  @Mutation(() => PxActionPayload, { description: "Approves and closes. Refused to the one who asked." })
  approvePxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => ApprovePxActionInput) { id, note, version }: ApprovePxActionInput,
  ) {
    return mutate(context, "action.approve", async (tx) => ({ pxAction: await approve(tx, id, note, version) }));
  }

  @Allow("action.approve")
  @Mutation(() => PxActionPayload, { description: "Sends it back to work, with a reason." })
  rejectPxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => RejectPxActionInput) { id, reason, version }: RejectPxActionInput,
  ) {
    return mutate(context, "action.approve", async (tx) => ({ pxAction: await reject(tx, id, reason, version) }));
  }

  @Allow("action.cancel")
  @Mutation(() => PxActionPayload, { description: "Cancels it, with a reason; its chain stops." })
  cancelPxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelPxActionInput) { id, reason, version }: CancelPxActionInput,
  ) {
    return mutate(context, "action.cancel", async (tx) => ({ pxAction: await cancel(tx, id, reason, version) }));
  }

  @Allow("action.escalate")
  @Mutation(() => PxActionPayload, { description: "Raises it to the next level now, with a reason." })
  escalatePxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => EscalatePxActionInput) { id, reason, version }: EscalatePxActionInput,
  ) {
    return mutate(context, "action.escalate", async (tx) => ({ pxAction: await escalate(tx, id, reason, version) }));
  }
}
