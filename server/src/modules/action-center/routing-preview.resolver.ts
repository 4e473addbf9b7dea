import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, mutate, type RequestContext } from "../core/index.ts";
import { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";
import { previewRouting } from "./routing-preview.service.ts";
import { RoutingRulePayload } from "./routing-rule.resolver.ts";
import { moveRoutingRule } from "./routing-rule.service.ts";

@InputType({ description: "An action that might be opened." })
class RoutingPreviewInput {
  @Field(() => ID, { description: "Its hospital." })
  hospitalId!: string;

  @Field(() => ID, { nullable: true, description: "Its department." })
  departmentId?: string | null;

  @Field(() => PxActionSource, { description: "Its source." })
  source!: PxActionSource;

  @Field(() => String, { nullable: true, description: "The stage of its survey." })
  @MaxLength(100)
  stageCode?: string | null;

  @Field(() => PxActionPriority, { description: "Its priority." })
  priority!: PxActionPriority;
}

@ObjectType({ description: "A routing rule, and why it was chosen or not." })
class ConsideredRule {
  @Field(() => ID, { description: "The rule." })
  ruleId!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, {
    description: "CHOSEN, OTHER_DEPARTMENT, OTHER_SOURCE, OTHER_STAGE, OTHER_PRIORITY or LATER.",
  })
  verdict!: string;
}

@ObjectType({ description: "Who would get an action." })
class RoutingPreview {
  @Field(() => RoutingTarget, { nullable: true, description: "The target of the rule." })
  target!: RoutingTarget | null;

  @Field(() => String, { nullable: true, description: "The owner's name in English; empty: nobody." })
  ownerNameEn!: string | null;

  @Field(() => String, { nullable: true, description: "The owner's name in Arabic." })
  ownerNameAr!: string | null;

  @Field(() => Int, { nullable: true, description: "How many open actions the owner has now." })
  openCount!: number | null;

  @Field(() => [ConsideredRule], { description: "Rules of the group and of the hospital in their order." })
  considered!: ConsideredRule[];
}

@InputType({ description: "A new place in the order." })
class MoveRoutingRuleInput {
  @Field(() => ID, { description: "The rule." })
  id!: string;

  @Field(() => ID, { nullable: true, description: "The rule that it comes after; empty: first." })
  afterId?: string | null;
}

@Resolver()
export class RoutingPreviewResolver {
  @Allow("routing.read")
  @Query(() => RoutingPreview, {
    description: "Who would get an action with these facts; nothing is opened by asking.",
  })
  routingPreview(@Ctx() context: RequestContext, @Arg("input", () => RoutingPreviewInput) input: RoutingPreviewInput) {
    return previewRouting(context, input);
  }

  @Allow("routing.manage")
  @Mutation(() => RoutingRulePayload, { description: "Puts a rule behind another one; the default stays last." })
  moveRoutingRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => MoveRoutingRuleInput) { id, afterId }: MoveRoutingRuleInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({
      routingRule: await moveRoutingRule(tx, id, afterId ?? null),
    }));
  }
}
