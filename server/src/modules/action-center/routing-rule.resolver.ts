import { MaxLength } from "class-validator";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { personBehind, User } from "../accounts/index.ts";
import { Allow, connectionOf, findPage, mutate, PageArgs, Payload, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";
import { RoutingRule } from "./routing-rule.entity.ts";
import { createRoutingRule, deleteRoutingRule, updateRoutingRule } from "./routing-rule.service.ts";

const RoutingRuleConnection = connectionOf("RoutingRule", () => RoutingRule);

@InputType({ description: "Criteria of a routing rule; what is empty fits everything." })
abstract class RoutingCriteriaInput {
  @Field(() => ID, { nullable: true, description: "Only for this hospital." })
  hospitalId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only for this department and those below it." })
  departmentId?: string | null;

  @Field(() => PxActionSource, { nullable: true, description: "Only for this source." })
  source?: PxActionSource | null;

  @Field(() => String, { nullable: true, description: "Only for surveys of this stage." })
  @MaxLength(100)
  stageCode?: string | null;

  @Field(() => PxActionPriority, { nullable: true, description: "Only for this priority." })
  priority?: PxActionPriority | null;

  @Field(() => ID, { nullable: true, description: "The user, for the target USER." })
  userId?: string | null;
}

@InputType({ description: "A new routing rule." })
class CreateRoutingRuleInput extends RoutingCriteriaInput {
  @Field(() => String, { description: "Name in Arabic." })
  @MaxLength(200)
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @MaxLength(200)
  nameEn!: string;

  @Field(() => Int, { description: "Rules are tried from the smallest to the largest." })
  position!: number;

  @Field(() => RoutingTarget, { description: "Who gets it." })
  target!: RoutingTarget;
}

@InputType({ description: "Changes of a routing rule; what is left out stays, null empties a criterion." })
class UpdateRoutingRuleInput extends RoutingCriteriaInput {
  @Field(() => ID, { description: "The rule." })
  id!: string;

  @Field(() => Int, { description: "The version that was edited." })
  version!: number;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  @MaxLength(200)
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  @MaxLength(200)
  nameEn?: string;

  @Field(() => Int, { nullable: true, description: "Place in the order." })
  position?: number;

  @Field(() => RoutingTarget, { nullable: true, description: "Who gets it." })
  target?: RoutingTarget;
}

@InputType({ description: "The rule to remove." })
class DeleteRoutingRuleInput {
  @Field(() => ID, { description: "The rule." })
  id!: string;
}

@ObjectType({ description: "The rule after the change." })
export class RoutingRulePayload extends Payload {
  @Field(() => RoutingRule, { nullable: true, description: "The rule." })
  routingRule?: RoutingRule;
}

@ObjectType({ description: "What was removed." })
class DeleteRoutingRulePayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The rule that is gone." })
  deletedId?: string;
}

@Resolver(() => RoutingRule)
export class RoutingRuleResolver {
  @Allow("routing.read")
  @Query(() => RoutingRuleConnection, { description: "Routing rules in the order in which they are tried." })
  routingRules(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    const order = [
      { field: "isDefault", direction: "ASC" },
      { field: "position", direction: "ASC" },
    ] as const;
    return findPage(context.reader("routing.read"), RoutingRule, {}, order, page);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Only for this hospital; empty for any." })
  hospital(@Root() rule: RoutingRule) {
    return rule.hospital?.load() ?? null;
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: "Only for this department and those below it; empty for any.",
  })
  department(@Root() rule: RoutingRule) {
    return rule.department?.load() ?? null;
  }

  @FieldResolver(() => User, { nullable: true, description: "The user, for the target USER." })
  user(@Ctx() context: RequestContext, @Root() rule: RoutingRule) {
    return personBehind(context, rule.user);
  }

  @Allow("routing.manage")
  @Mutation(() => RoutingRulePayload, { description: "Adds a routing rule; effective for the next action." })
  createRoutingRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateRoutingRuleInput) input: CreateRoutingRuleInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({ routingRule: await createRoutingRule(tx, input) }));
  }

  @Allow("routing.manage")
  @Mutation(() => RoutingRulePayload, { description: "Changes a routing rule." })
  updateRoutingRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateRoutingRuleInput) { id, version, ...fields }: UpdateRoutingRuleInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({
      routingRule: await updateRoutingRule(tx, id, version, fields),
    }));
  }

  @Allow("routing.manage")
  @Mutation(() => DeleteRoutingRulePayload, { description: "Removes a routing rule; never the default." })
  deleteRoutingRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteRoutingRuleInput) input: DeleteRoutingRuleInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({ deletedId: await deleteRoutingRule(tx, input.id) }));
  }
}
