import { MaxLength } from "class-validator";
import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from "type-graphql";
import { assignablePeople, UserConnection } from "../accounts/index.ts";
import { Allow, BulkInput, BulkPayload, PageArgs, runBulk, type RequestContext } from "../core/index.ts";
import { assignComplaintsVerb, changeComplaintStatusVerb } from "./complaint.bulk.ts";
import { ComplaintStatus } from "./complaint.enums.ts";
import { ComplaintFilter } from "./complaint.filter.ts";

const maxText = 4_000;

@InputType({ description: "Which complaints: by ids or by the filter of the list." })
abstract class ComplaintsInput extends BulkInput {
  @Field(() => ComplaintFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: ComplaintFilter | null;
}

@InputType({ description: "Who is to own complaints." })
class AssignComplaintsBulkInput extends ComplaintsInput {
  @Field(() => ID, { description: "The new owner; see complaintAssignees." })
  assigneeId!: string;
}

@InputType({ description: "A step of the work on many complaints. Resolving and closing go one by one." })
class ChangeComplaintsStatusBulkInput extends ComplaintsInput {
  @Field(() => ComplaintStatus, { description: "IN_PROGRESS or OPEN; going back needs a reason." })
  status!: ComplaintStatus;

  @Field(() => String, { nullable: true, description: "Why, for the timeline of each." })
  @MaxLength(maxText)
  reason?: string | null;
}

@Resolver()
export class ComplaintBulkResolver {
  @Allow("complaint.assign")
  @Query(() => UserConnection, {
    description: "Who may own complaints of a hospital or department. E-mail masked without the right to see users.",
  })
  complaintAssignees(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("hospitalId", () => ID, { nullable: true, description: "The hospital; the department's when left out." })
    hospitalId?: string,
    @Arg("departmentId", () => ID, { nullable: true, description: "The department." }) departmentId?: string,
    @Arg("search", () => String, { nullable: true, description: "Part of the name." }) search?: string,
  ) {
    const query = { assign: "complaint.assign", work: "complaint.work", hospitalId, departmentId, search } as const;
    return assignablePeople(context, query, page);
  }

  @Allow("complaint.assign")
  @Mutation(() => BulkPayload, {
    description: "Gives many complaints to somebody; each that this somebody can't own fails.",
  })
  assignComplaintsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignComplaintsBulkInput) { assigneeId, ...targets }: AssignComplaintsBulkInput,
  ) {
    return runBulk(context, assignComplaintsVerb, targets, { assigneeId });
  }

  @Allow("complaint.work")
  @Mutation(() => BulkPayload, {
    description: "Begins many complaints, puts them back, or sends back what was resolved.",
  })
  changeComplaintsStatusBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeComplaintsStatusBulkInput)
    { status, reason, ...targets }: ChangeComplaintsStatusBulkInput,
  ) {
    return runBulk(context, changeComplaintStatusVerb, targets, { status, reason });
  }
}
