import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import { assignablePeople, UserConnection } from "../accounts/index.ts";
import { Allow, connectionOf, contextOf, liveHints, liveRow, PageArgs, type RequestContext } from "../core/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import { Feedback } from "./feedback.entity.ts";
import { feedbackChangedChannel } from "./feedback.events.ts";
import { FeedbackFilter, FeedbackOrder } from "./feedback.filter.ts";
import { feedbackList } from "./feedback.list.ts";
import { abilitiesOf, contactOf, textOf, timelineOf } from "./feedback.loaders.ts";
import { FeedbackAbilities, FeedbackContactType } from "./feedback.types.ts";

const FeedbackConnection = connectionOf("Feedback", () => Feedback);

@Resolver(() => Feedback)
export class FeedbackResolver {
  @Allow("feedback.read")
  @Query(() => FeedbackConnection, { description: "Inquiries and feedback, newest first unless ordered otherwise." })
  feedbacks(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => FeedbackFilter, { nullable: true }) filter?: FeedbackFilter,
    @Arg("orderBy", () => [FeedbackOrder], { nullable: true }) orderBy?: InstanceType<typeof FeedbackOrder>[],
  ) {
    return feedbackList.page(context, page, filter, orderBy);
  }

  @Allow("feedback.assign")
  @Query(() => UserConnection, {
    description:
      "Who may own inquiries and feedback of a hospital or department. E-mail masked without the right to see users.",
  })
  feedbackAssignees(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("hospitalId", () => ID, { nullable: true, description: "The hospital; the department's when left out." })
    hospitalId?: string,
    @Arg("departmentId", () => ID, { nullable: true, description: "The department." }) departmentId?: string,
    @Arg("search", () => String, { nullable: true, description: "Part of the name." }) search?: string,
  ) {
    const query = { assign: "feedback.assign", work: "feedback.work", hospitalId, departmentId, search } as const;
    return assignablePeople(context, query, page);
  }

  @Allow("feedback.read")
  @Query(() => Feedback, { nullable: true, description: "One inquiry or feedback." })
  feedback(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("feedback.read").findOne(Feedback, { id });
  }

  @Allow("feedback.read")
  @Subscription(() => Feedback, {
    description: "The inquiry or feedback after each of its changes, as long as the caller may see it.",
    subscribe: ({ args, context }: { args: { id: string }; context: RequestContext }) =>
      liveRow(context, feedbackChangedChannel, "feedback.read", Feedback, args.id),
  })
  feedbackChanged(@Root() feedback: Feedback, @Arg("id", () => ID) _id: string): Feedback {
    return feedback;
  }

  @Allow("feedback.read")
  @Subscription(() => Boolean, {
    description: "A hint that inquiries or feedback of the caller's reach were added or changed; at most one a second.",
    subscribe: ({ context }: { context: RequestContext }) =>
      liveHints(context, feedbackChangedChannel, "feedback.read"),
  })
  feedbacksChanged(@Root() hint: boolean): boolean {
    return hint;
  }

  @FieldResolver(() => FeedbackContactType, {
    nullable: true,
    description: "Whoever it came from, when it is not simply the patient.",
  })
  contact(@Ctx() context: RequestContext, @Root() feedback: Feedback) {
    return contactOf(contextOf(context, feedback), feedback);
  }

  @FieldResolver(() => String, { nullable: true, description: "What was said; empty without the right to read it." })
  description(@Ctx() context: RequestContext, @Root() feedback: Feedback): string | null {
    return textOf(contextOf(context, feedback), feedback, feedback.descriptionSealed);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What was answered; empty without the right to read it.",
  })
  answer(@Ctx() context: RequestContext, @Root() feedback: Feedback): string | null {
    return textOf(contextOf(context, feedback), feedback, feedback.answerSealed);
  }

  @FieldResolver(() => [FeedbackEntry], { description: "Its timeline, oldest first." })
  timeline(@Ctx() context: RequestContext, @Root() feedback: Feedback) {
    return timelineOf(contextOf(context, feedback), feedback.id);
  }

  @FieldResolver(() => FeedbackAbilities, { description: "What the caller may do with it now." })
  abilities(@Ctx() context: RequestContext, @Root() feedback: Feedback) {
    return abilitiesOf(contextOf(context, feedback), feedback);
  }
}
