import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { Allow, BulkInput, BulkPayload, runBulk, type RequestContext } from "../core/index.ts";
import { assignFeedbackVerb, changeFeedbackStatusVerb } from "./feedback.bulk.ts";
import { FeedbackStatus } from "./feedback.enums.ts";
import { FeedbackFilter } from "./feedback.filter.ts";

const maxText = 4_000;

@InputType({ description: "Which inquiries and feedback: by ids or by the filter of the list." })
abstract class ManyFeedbackInput extends BulkInput {
  @Field(() => FeedbackFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: FeedbackFilter | null;
}

@InputType({ description: "Who is to own inquiries and feedback." })
class AssignFeedbackBulkInput extends ManyFeedbackInput {
  @Field(() => ID, { description: "The new owner; see feedbackAssignees." })
  assigneeId!: string;
}

@InputType({ description: "A step of the work on many. Converting, calling off and reopening go one by one." })
class ChangeFeedbackStatusBulkInput extends ManyFeedbackInput {
  @Field(() => FeedbackStatus, { description: "IN_PROGRESS, OPEN or CLOSED; going back needs a reason." })
  status!: FeedbackStatus;

  @Field(() => String, { nullable: true, description: "Why, or a closing note, for the timeline of each." })
  @MaxLength(maxText)
  reason?: string | null;
}

@Resolver()
export class FeedbackBulkResolver {
  @Allow("feedback.assign")
  @Mutation(() => BulkPayload, {
    description: "Gives many inquiries and feedback to somebody; each that this somebody can't own fails.",
  })
  assignFeedbackBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignFeedbackBulkInput) { assigneeId, ...targets }: AssignFeedbackBulkInput,
  ) {
    return runBulk(context, assignFeedbackVerb, targets, { assigneeId });
  }

  @Allow("feedback.work")
  @Mutation(() => BulkPayload, {
    description: "Begins many, puts them back or closes them; an inquiry needs its answer first.",
  })
  changeFeedbackStatusBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeFeedbackStatusBulkInput) { status, reason, ...targets }: ChangeFeedbackStatusBulkInput,
  ) {
    return runBulk(context, changeFeedbackStatusVerb, targets, { status, reason });
  }
}
