import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { personBehind, User } from "../accounts/index.ts";
import { Allow, contextOf, mutate, type RequestContext } from "../core/index.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { tick } from "./px-action-check.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { hindrancesOf } from "./px-action.hindrance.ts";
import { PxActionPayload } from "./px-action.inputs.ts";
import { checksOf } from "./px-action.loaders.ts";
import { PxActionHindrance } from "./px-action.types.ts";

@InputType({ description: "An item of a PX action's checklist, and how it is to stand." })
class TickPxActionEvidenceInput {
  @Field(() => ID, { description: "The item: see PxAction.checks." })
  id!: string;

  @Field(() => Boolean, { defaultValue: true, description: "True: done; false: open again." })
  isTicked!: boolean;
}

@Resolver(() => PxAction)
export class PxActionChecksResolver {
  @FieldResolver(() => [PxActionCheck], { description: "What has to be shown before it is approved, in its order." })
  checks(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return checksOf(contextOf(context, action), action.id);
  }

  @FieldResolver(() => [PxActionHindrance], {
    description:
      "All that keeps the caller from asking for approval (while it is in progress) or approving (while it waits for that).",
  })
  hindrances(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return hindrancesOf(contextOf(context, action), action);
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, {
    description: "Ticks an item of the checklist or opens it again, while the work goes on.",
  })
  tickPxActionEvidence(
    @Ctx() context: RequestContext,
    @Arg("input", () => TickPxActionEvidenceInput) { id, isTicked }: TickPxActionEvidenceInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({ pxAction: await tick(tx, id, isTicked) }));
  }
}

@Resolver(() => PxActionCheck)
export class PxActionCheckResolver {
  @FieldResolver(() => User, { nullable: true, description: "Who ticked it; empty while it is open." })
  tickedBy(@Ctx() context: RequestContext, @Root() check: PxActionCheck) {
    return personBehind(context, check.tickedBy);
  }
}
