import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import { personBehind, User } from "../accounts/index.ts";
import {
  Allow,
  connectionOf,
  contextOf,
  liveHints,
  liveRow,
  openText,
  PageArgs,
  type RequestContext,
} from "../core/index.ts";
import { JourneyInstance, journeyBehind } from "../journeys/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { ComplaintEntry } from "./complaint-entry.entity.ts";
import { abilitiesOf } from "./complaint.abilities.ts";
import { Complaint } from "./complaint.entity.ts";
import { complaintChangedChannel } from "./complaint.events.ts";
import { ComplaintFilter, ComplaintOrder } from "./complaint.filter.ts";
import { complaintList } from "./complaint.list.ts";
import {
  attachmentsOf,
  categoriesOf,
  complainantOf,
  duplicatesOf,
  mayReadText,
  relatedComplaint,
  surveyOf,
  timelineOf,
} from "./complaint.loaders.ts";
import { Complainant, ComplaintAbilities } from "./complaint.types.ts";

const ComplaintConnection = connectionOf("Complaint", () => Complaint);

@Resolver(() => Complaint)
export class ComplaintResolver {
  @Allow("complaint.read")
  @Query(() => ComplaintConnection, {
    description: "Complaints, newest first unless ordered otherwise.",
  })
  complaints(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => ComplaintFilter, { nullable: true }) filter?: ComplaintFilter,
    @Arg("orderBy", () => [ComplaintOrder], { nullable: true }) orderBy?: InstanceType<typeof ComplaintOrder>[],
  ) {
    return complaintList.page(context, page, filter, orderBy);
  }

  @Allow("complaint.read")
  @Query(() => Complaint, { nullable: true, description: "One complaint." })
  complaint(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("complaint.read").findOne(Complaint, { id });
  }

  @Allow("complaint.read")
  @Subscription(() => Complaint, {
    description: "The complaint after each of its changes, as long as the caller may see it.",
    subscribe: ({ args, context }: { args: { id: string }; context: RequestContext }) =>
      liveRow(context, complaintChangedChannel, "complaint.read", Complaint, args.id),
  })
  complaintChanged(@Root() complaint: Complaint, @Arg("id", () => ID) _id: string): Complaint {
    return complaint;
  }

  @Allow("complaint.read")
  @Subscription(() => Boolean, {
    description: "A hint that complaints of the caller's reach were added or changed; at most one a second.",
    subscribe: ({ context }: { context: RequestContext }) =>
      liveHints(context, complaintChangedChannel, "complaint.read"),
  })
  complaintsChanged(@Root() hint: boolean): boolean {
    return hint;
  }

  @FieldResolver(() => Complainant, {
    nullable: true,
    description: "Who complains, when it is not simply the patient.",
  })
  complainant(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return complainantOf(contextOf(context, complaint), complaint);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What was said; empty without the right to read what is written in complaints.",
  })
  description(@Ctx() context: RequestContext, @Root() complaint: Complaint): string | null {
    const own = contextOf(context, complaint);
    return mayReadText(own, complaint) ? openText(own, complaint.descriptionSealed) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What was found and done; empty without the right to read what is written in complaints.",
  })
  resolution(@Ctx() context: RequestContext, @Root() complaint: Complaint): string | null {
    const own = contextOf(context, complaint);
    return mayReadText(own, complaint) ? openText(own, complaint.resolutionSealed) : null;
  }

  @FieldResolver(() => [ComplaintCategory], { description: "Its category with those above it, from the top down." })
  async categoryPath(@Ctx() context: RequestContext, @Root() complaint: Complaint): Promise<ComplaintCategory[]> {
    if (!complaint.category) return [];
    const known = new Map((await categoriesOf(contextOf(context, complaint), "all")).map((row) => [row.id, row]));
    const path: ComplaintCategory[] = [];
    for (let row = known.get(complaint.category.id); row && path.length < 4; row = known.get(row.parent?.id ?? "")) {
      path.unshift(row);
    }
    return path;
  }

  @FieldResolver(() => JourneyInstance, {
    nullable: true,
    description: "The journey it is about, if the caller may see it.",
  })
  journey(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return journeyBehind(contextOf(context, complaint), complaint.journeyId);
  }

  @FieldResolver(() => ID, { nullable: true, description: "The stage of that journey." })
  stageInstanceId(@Root() complaint: Complaint): string | null {
    return complaint.stageInstanceId ?? null;
  }

  @FieldResolver(() => SurveyInstance, {
    nullable: true,
    description: "The survey it grew from, if the caller may see it.",
  })
  originSurvey(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return complaint.surveyInstanceId ? surveyOf(contextOf(context, complaint), complaint.surveyInstanceId) : null;
  }

  @FieldResolver(() => SurveyInstance, {
    nullable: true,
    description: "The survey about its resolution, if the caller may see it.",
  })
  resolutionSurvey(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return complaint.resolutionSurveyId ? surveyOf(contextOf(context, complaint), complaint.resolutionSurveyId) : null;
  }

  @FieldResolver(() => User, { nullable: true, description: "Who resolved it, last." })
  resolvedBy(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return personBehind(contextOf(context, complaint), complaint.resolvedBy);
  }

  @FieldResolver(() => Complaint, { nullable: true, description: "The complaint that it was merged into." })
  mergedInto(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return complaint.mergedInto ? relatedComplaint(contextOf(context, complaint), complaint.mergedInto.id) : null;
  }

  @FieldResolver(() => Complaint, { nullable: true, description: "The closed complaint that it continues." })
  previous(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return complaint.previous ? relatedComplaint(contextOf(context, complaint), complaint.previous.id) : null;
  }

  @FieldResolver(() => [Complaint], { description: "Complaints that were merged into it." })
  duplicates(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return duplicatesOf(contextOf(context, complaint), complaint.id);
  }

  @FieldResolver(() => [ComplaintEntry], { description: "Its timeline, oldest first." })
  timeline(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return timelineOf(contextOf(context, complaint), complaint.id);
  }

  @FieldResolver(() => [ComplaintAttachment], { description: "Its files, oldest first." })
  attachments(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return attachmentsOf(contextOf(context, complaint), complaint.id);
  }

  @FieldResolver(() => ComplaintAbilities, { description: "What the caller may do with it now." })
  abilities(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return abilitiesOf(contextOf(context, complaint), complaint);
  }
}
