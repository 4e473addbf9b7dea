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
import { Allow, connectionOf, findPage, mutate, PageArgs, Payload, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { PxActionPriority } from "./px-action.enums.ts";
import { SlaRule } from "./sla-rule.entity.ts";
import { createSlaRule, updateSlaRule } from "./sla-rule.service.ts";

const SlaRuleConnection = connectionOf("SlaRule", () => SlaRule);

@InputType({ description: "A new SLA rule." })
class CreateSlaRuleInput {
  @Field(() => String, { description: "Name in Arabic." })
  @MaxLength(200)
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @MaxLength(200)
  nameEn!: string;

  @Field(() => ID, { nullable: true, description: "Only for this hospital; empty for the group." })
  hospitalId?: string;

  @Field(() => ID, { nullable: true, description: "Only for this department and those below it." })
  departmentId?: string;

  @Field(() => PxActionPriority, { description: "For this priority." })
  priority!: PxActionPriority;

  @Field(() => Int, { description: "Minutes until it has to be closed." })
  resolveMinutes!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Minutes before the deadline at which the owner is reminded; empty for never.",
  })
  reminderBeforeMinutes?: number;

  @Field(() => Int, { nullable: true, description: "Among rules of the same scope the lower rank wins." })
  rank?: number;
}

@InputType({
  description: "Changes of an SLA rule; what is left out stays. Actions that are open keep their deadlines.",
})
class UpdateSlaRuleInput {
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

  @Field(() => Int, { nullable: true, description: "Minutes until it has to be closed." })
  resolveMinutes?: number;

  @Field(() => Int, {
    nullable: true,
    description: "Minutes before the deadline at which the owner is reminded; null for never.",
  })
  reminderBeforeMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: "Among rules of the same scope the lower rank wins." })
  rank?: number;

  @Field(() => Boolean, { nullable: true, description: "Whether it decides anything." })
  isActive?: boolean;
}

@ObjectType({ description: "The rule after the change." })
class SlaRulePayload extends Payload {
  @Field(() => SlaRule, { nullable: true, description: "The rule." })
  slaRule?: SlaRule;
}

@Resolver(() => SlaRule)
export class SlaRuleResolver {
  @Allow("sla.read")
  @Query(() => SlaRuleConnection, { description: "SLA rules, the group's defaults first." })
  slaRules(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    const order = [
      { field: "isDefault", direction: "DESC" },
      { field: "createdAt", direction: "ASC" },
    ] as const;
    return findPage(context.reader("sla.read"), SlaRule, {}, order, page);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Only for this hospital; empty for the group." })
  hospital(@Root() rule: SlaRule) {
    return rule.hospital?.load() ?? null;
  }

  @FieldResolver(() => Department, { nullable: true, description: "Only for this department and those below it." })
  department(@Root() rule: SlaRule) {
    return rule.department?.load() ?? null;
  }

  @Allow("sla.manage")
  @Mutation(() => SlaRulePayload, { description: "Adds an SLA rule; effective for the next action." })
  createSlaRule(@Ctx() context: RequestContext, @Arg("input", () => CreateSlaRuleInput) input: CreateSlaRuleInput) {
    return mutate(context, "sla.manage", async (tx) => ({ slaRule: await createSlaRule(tx, input) }));
  }

  @Allow("sla.manage")
  @Mutation(() => SlaRulePayload, { description: "Changes an SLA rule." })
  updateSlaRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateSlaRuleInput) { id, version, ...fields }: UpdateSlaRuleInput,
  ) {
    return mutate(context, "sla.manage", async (tx) => ({ slaRule: await updateSlaRule(tx, id, version, fields) }));
  }
}
