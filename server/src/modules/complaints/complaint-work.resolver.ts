import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Allow, mutate, type RequestContext } from "../core/index.ts";
import { assignComplaint } from "./assignment.service.ts";
import { removeAttachment } from "./attachment.service.ts";
import { askForSatisfaction, closeComplaint, reopenComplaint, resolveComplaint } from "./closing.service.ts";
import {
  AddComplaintNoteInput,
  AssignComplaintInput,
  ChangeComplaintStatusInput,
  CloseComplaintInput,
  ComplaintMessageInput,
  ComplaintPayload,
  ConvertFeedbackToComplaintInput,
  CreateComplaintInput,
  EscalateComplaintInput,
  MergeComplaintInput,
  MessageComplainantInput,
  PauseComplaintInput,
  RemoveComplaintAttachmentInput,
  ReopenComplaintInput,
  ResolveComplaintInput,
  ResumeComplaintInput,
  SendResolutionSurveyInput,
  UpdateComplaintInput,
} from "./complaint.inputs.ts";
import {
  addComplaintNote,
  changeComplaintStatus,
  editComplaint,
  escalateComplaint,
  messageComplainant,
  pause,
  recordComplainantMessage,
  recordSpokenAnswer,
  resumeById,
} from "./complaint.service.ts";
import { complaintFromFeedback } from "./convert-feedback.service.ts";
import { createComplaint } from "./create-complaint.service.ts";
import { mergeComplaints } from "./merge.service.ts";

@Resolver()
export class ComplaintWorkResolver {
  @Allow("complaint.create")
  @Mutation(() => ComplaintPayload, { description: "Registers a complaint." })
  createComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateComplaintInput) input: CreateComplaintInput,
  ) {
    return mutate(context, "complaint.create", async (tx) => ({ complaint: await createComplaint(tx, input) }));
  }

  @Allow("complaint.create")
  @Mutation(() => ComplaintPayload, {
    description: "Makes a complaint of an inquiry or a feedback, which keeps its timeline.",
  })
  convertFeedbackToComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => ConvertFeedbackToComplaintInput) input: ConvertFeedbackToComplaintInput,
  ) {
    return mutate(context, "complaint.create", async (tx) => ({ complaint: await complaintFromFeedback(tx, input) }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Changes what is known of a complaint." })
  updateComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateComplaintInput) input: UpdateComplaintInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({ complaint: await editComplaint(tx, input) }));
  }

  @Allow("complaint.assign")
  @Mutation(() => ComplaintPayload, {
    description: "Gives a complaint to somebody who works on complaints of its place.",
  })
  assignComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignComplaintInput) { id, assigneeId, version }: AssignComplaintInput,
  ) {
    return mutate(context, "complaint.assign", async (tx) => ({
      complaint: await assignComplaint(tx, id, assigneeId, version),
    }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Begins, puts back, or sends back what was resolved." })
  changeComplaintStatus(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeComplaintStatusInput) { id, status, reason, version }: ChangeComplaintStatusInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({
      complaint: await changeComplaintStatus(tx, id, status, reason, version),
    }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Writes an internal note." })
  addComplaintNote(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddComplaintNoteInput) { id, note }: AddComplaintNoteInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({ complaint: await addComplaintNote(tx, id, note) }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Writes to the complainant, or writes down what was said to them." })
  messageComplainant(
    @Ctx() context: RequestContext,
    @Arg("input", () => MessageComplainantInput) { id, message, channel, isSpoken }: MessageComplainantInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({
      complaint: await (isSpoken ? recordSpokenAnswer(tx, id, message) : messageComplainant(tx, id, message, channel)),
    }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Writes down what the complainant answered; ends a pause." })
  recordComplainantMessage(
    @Ctx() context: RequestContext,
    @Arg("input", () => ComplaintMessageInput) { id, message, channel }: ComplaintMessageInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({
      complaint: await recordComplainantMessage(tx, id, message, channel),
    }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Stops the clock while the complainant is waited for." })
  pauseComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => PauseComplaintInput) { id, reason, version }: PauseComplaintInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({ complaint: await pause(tx, id, reason, version) }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Lets the clock go on." })
  resumeComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResumeComplaintInput) { id, note, version }: ResumeComplaintInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({ complaint: await resumeById(tx, id, note, version) }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Answers a complaint." })
  resolveComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResolveComplaintInput) { id, resolution, outcome, version }: ResolveComplaintInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({
      complaint: await resolveComplaint(tx, id, resolution, outcome, version),
    }));
  }

  @Allow("complaint.escalate")
  @Mutation(() => ComplaintPayload, {
    description: "Raises a complaint to the next level of its chain, with a reason.",
  })
  escalateComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => EscalateComplaintInput) { id, reason, version }: EscalateComplaintInput,
  ) {
    return mutate(context, "complaint.escalate", async (tx) => ({
      complaint: await escalateComplaint(tx, id, reason, version),
    }));
  }

  @Allow("complaint.close")
  @Mutation(() => ComplaintPayload, {
    description: "Closes what was resolved, tells the complainant and asks how they find it.",
  })
  closeComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => CloseComplaintInput) { id, note, version }: CloseComplaintInput,
  ) {
    return mutate(context, "complaint.close", async (tx) => ({
      complaint: await closeComplaint(tx, id, note, version),
    }));
  }

  @Allow("complaint.close")
  @Mutation(() => ComplaintPayload, {
    description: "Opens a closed complaint again; after the hospital's days it makes a new one that is linked.",
  })
  reopenComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReopenComplaintInput) { id, reason, version }: ReopenComplaintInput,
  ) {
    return mutate(context, "complaint.close", async (tx) => ({
      complaint: await reopenComplaint(tx, id, reason, version),
    }));
  }

  @Allow("complaint.close")
  @Mutation(() => ComplaintPayload, {
    description: "Ends a duplicate in the complaint that goes on; answers with that one.",
  })
  mergeComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => MergeComplaintInput) { id, intoId, reason, version }: MergeComplaintInput,
  ) {
    return mutate(context, "complaint.close", async (tx) => ({
      complaint: await mergeComplaints(tx, id, intoId, reason, version),
    }));
  }

  @Allow("complaint.work")
  @Mutation(() => ComplaintPayload, { description: "Removes a file." })
  removeComplaintAttachment(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveComplaintAttachmentInput) { id }: RemoveComplaintAttachmentInput,
  ) {
    return mutate(context, "complaint.work", async (tx) => ({ complaint: await removeAttachment(tx, id) }));
  }

  @Allow("complaint.close")
  @Mutation(() => ComplaintPayload, {
    description: "Sends the survey about the resolution, again or for the first time.",
  })
  sendResolutionSurvey(
    @Ctx() context: RequestContext,
    @Arg("input", () => SendResolutionSurveyInput) { id }: SendResolutionSurveyInput,
  ) {
    return mutate(context, "complaint.close", async (tx) => ({ complaint: await askForSatisfaction(tx, id) }));
  }
}
