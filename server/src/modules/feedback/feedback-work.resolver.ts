import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Allow, mutate, type RequestContext, type Tx } from "../core/index.ts";
import { createFeedback } from "./create-feedback.service.ts";
import type { Feedback } from "./feedback.entity.ts";
import {
  AddFeedbackNoteInput,
  AnswerFeedbackInput,
  AssignFeedbackInput,
  CloseFeedbackInput,
  CreateFeedbackInput,
  FeedbackPayload,
  FeedbackReasonInput,
  StartFeedbackInput,
  UpdateFeedbackInput,
} from "./feedback.inputs.ts";
import {
  addFeedbackNote,
  answerFeedback,
  assignFeedback,
  cancelFeedback,
  closeFeedback,
  editFeedback,
  escalateFeedback,
  putBackFeedback,
  reopenFeedback,
  startFeedback,
} from "./feedback.service.ts";

const work = (context: RequestContext, step: (tx: Tx) => Promise<Feedback>) =>
  mutate(context, "feedback.work", async (tx) => ({ feedback: await step(tx) }));

@Resolver()
export class FeedbackWorkResolver {
  @Allow("feedback.create")
  @Mutation(() => FeedbackPayload, { description: "Writes down an inquiry or a feedback." })
  createFeedback(@Ctx() context: RequestContext, @Arg("input", () => CreateFeedbackInput) input: CreateFeedbackInput) {
    return mutate(context, "feedback.create", async (tx) => ({ feedback: await createFeedback(tx, input) }));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Changes what is known of it." })
  updateFeedback(@Ctx() context: RequestContext, @Arg("input", () => UpdateFeedbackInput) input: UpdateFeedbackInput) {
    return work(context, (tx) => editFeedback(tx, input));
  }

  @Allow("feedback.assign")
  @Mutation(() => FeedbackPayload, { description: "Gives it to somebody who works on feedback of its place." })
  assignFeedback(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignFeedbackInput) { id, assigneeId, version }: AssignFeedbackInput,
  ) {
    return mutate(context, "feedback.assign", async (tx) => ({
      feedback: await assignFeedback(tx, id, assigneeId, version),
    }));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Begins to work on it." })
  startFeedback(@Ctx() context: RequestContext, @Arg("input", () => StartFeedbackInput) input: StartFeedbackInput) {
    return work(context, (tx) => startFeedback(tx, input.id, input.version));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Puts it back to OPEN." })
  putBackFeedback(@Ctx() context: RequestContext, @Arg("input", () => FeedbackReasonInput) input: FeedbackReasonInput) {
    return work(context, (tx) => putBackFeedback(tx, input.id, input.reason, input.version));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Writes an internal note." })
  addFeedbackNote(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddFeedbackNoteInput) input: AddFeedbackNoteInput,
  ) {
    return work(context, (tx) => addFeedbackNote(tx, input.id, input.note));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Answers the person, by message or, already, by word of mouth." })
  answerFeedback(@Ctx() context: RequestContext, @Arg("input", () => AnswerFeedbackInput) input: AnswerFeedbackInput) {
    return work(context, (tx) => answerFeedback(tx, input.id, input.answer, input));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Raises it to the next level of its chain, with a reason." })
  escalateFeedback(
    @Ctx() context: RequestContext,
    @Arg("input", () => FeedbackReasonInput) input: FeedbackReasonInput,
  ) {
    return work(context, (tx) => escalateFeedback(tx, input.id, input.reason, input.version));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Closes it; an inquiry needs its answer first." })
  closeFeedback(@Ctx() context: RequestContext, @Arg("input", () => CloseFeedbackInput) input: CloseFeedbackInput) {
    return work(context, (tx) => closeFeedback(tx, input.id, input.note, input.version));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Opens it again." })
  reopenFeedback(@Ctx() context: RequestContext, @Arg("input", () => FeedbackReasonInput) input: FeedbackReasonInput) {
    return work(context, (tx) => reopenFeedback(tx, input.id, input.reason, input.version));
  }

  @Allow("feedback.work")
  @Mutation(() => FeedbackPayload, { description: "Calls off what was written down by mistake." })
  cancelFeedback(@Ctx() context: RequestContext, @Arg("input", () => FeedbackReasonInput) input: FeedbackReasonInput) {
    return work(context, (tx) => cancelFeedback(tx, input.id, input.reason, input.version));
  }
}
