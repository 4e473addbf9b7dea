import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { Allow, BulkInput, BulkPayload, runBulk, type RequestContext } from "../core/index.ts";
import { approveVerb, assignVerb, changeStatusVerb, escalateVerb, rejectVerb } from "./px-action.bulk.ts";
import { PxActionStatus } from "./px-action.enums.ts";
import { PxActionFilter } from "./px-action.filter.ts";

const maxText = 4_000;

@InputType({ description: "Which PX actions: by ids or by the filter of the list." })
abstract class ActionsInput extends BulkInput {
  @Field(() => PxActionFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: PxActionFilter | null;
}

@InputType({ description: "Who is to own PX actions." })
class AssignActionsBulkInput extends ActionsInput {
  @Field(() => ID, { description: "The new owner; see assignableUsers." })
  assigneeId!: string;
}

@InputType({ description: "A step of the work on many PX actions. Approving has a mutation of its own." })
class ChangeActionsStatusBulkInput extends ActionsInput {
  @Field(() => PxActionStatus, { description: "IN_PROGRESS or OPEN; going back needs a note." })
  status!: PxActionStatus;

  @Field(() => String, { nullable: true, description: "A note for the history of each." })
  @MaxLength(maxText)
  note?: string | null;
}

@InputType({ description: "Raises PX actions to the next level." })
class EscalateActionsBulkInput extends ActionsInput {
  @Field(() => String, { description: "Why." })
  @MaxLength(maxText)
  reason!: string;
}

@InputType({ description: "Approves and closes PX actions." })
class ApproveActionsBulkInput extends ActionsInput {
  @Field(() => String, { nullable: true, description: "A note for the history of each." })
  @MaxLength(maxText)
  note?: string | null;
}

@InputType({ description: "Sends PX actions back to work." })
class RejectActionsBulkInput extends ActionsInput {
  @Field(() => String, { description: "Why." })
  @MaxLength(maxText)
  reason!: string;
}

@Resolver()
export class PxActionBulkResolver {
  @Allow("action.assign")
  @Mutation(() => BulkPayload, {
    description: "Gives many actions to somebody; each that this somebody can't own fails.",
  })
  assignActionsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignActionsBulkInput) { assigneeId, ...targets }: AssignActionsBulkInput,
  ) {
    return runBulk(context, assignVerb, targets, { assigneeId });
  }

  @Allow("action.work")
  @Mutation(() => BulkPayload, { description: "Begins many actions, or puts them back." })
  changeActionsStatusBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeActionsStatusBulkInput) { status, note, ...targets }: ChangeActionsStatusBulkInput,
  ) {
    return runBulk(context, changeStatusVerb, targets, { status, note });
  }

  @Allow("action.escalate")
  @Mutation(() => BulkPayload, { description: "Raises many actions to their next levels now, with a reason." })
  escalateActionsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => EscalateActionsBulkInput) { reason, ...targets }: EscalateActionsBulkInput,
  ) {
    return runBulk(context, escalateVerb, targets, { reason });
  }

  @Allow("action.approve")
  @Mutation(() => BulkPayload, {
    description: "Approves and closes many actions; those that the caller asked for themselves are not permitted.",
  })
  approveActionsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ApproveActionsBulkInput) { note, ...targets }: ApproveActionsBulkInput,
  ) {
    return runBulk(context, approveVerb, targets, { note });
  }

  @Allow("action.approve")
  @Mutation(() => BulkPayload, { description: "Sends many actions back to work, with a reason." })
  rejectActionsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => RejectActionsBulkInput) { reason, ...targets }: RejectActionsBulkInput,
  ) {
    return runBulk(context, rejectVerb, targets, { reason });
  }
}
