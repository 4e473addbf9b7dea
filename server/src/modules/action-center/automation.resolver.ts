import { ArrayMaxSize, ValidateNested } from "class-validator";
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
import { Hospital } from "../organizations/index.ts";
import { ActionTrigger } from "./action-trigger.entity.ts";
import { saveTrigger } from "./automation.service.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

const ActionTriggerConnection = connectionOf("ActionTrigger", () => ActionTrigger);

@InputType({ description: "A priority, from so many points below the threshold on." })
class PriorityBandInput {
  @Field(() => Int, { description: "Points below the threshold." })
  fromGap!: number;

  @Field(() => PxActionPriority, { description: "The priority from there on." })
  priority!: PxActionPriority;
}

@InputType({ description: "Whether a source opens actions in the group or in a hospital; it is made or changed." })
class SaveActionTriggerInput {
  @Field(() => ID, { nullable: true, description: "The hospital; empty for the group." })
  hospitalId?: string;

  @Field(() => PxActionSource, { description: "The source." })
  source!: PxActionSource;

  @Field(() => Int, { nullable: true, description: "The version that was edited, when it exists." })
  version?: number;

  @Field(() => Boolean, { description: "Opens actions by itself." })
  isEnabled!: boolean;

  @Field(() => Boolean, { description: "Closing such an action needs evidence." })
  isEvidenceRequired!: boolean;

  @Field(() => [PriorityBandInput], { description: "Priorities; the first band begins at 0." })
  @ArrayMaxSize(20)
  @ValidateNested()
  bands!: PriorityBandInput[];
}

@ObjectType({ description: "The trigger after the change." })
class ActionTriggerPayload extends Payload {
  @Field(() => ActionTrigger, { nullable: true, description: "The trigger." })
  actionTrigger?: ActionTrigger;
}

@Resolver(() => ActionTrigger)
export class ActionTriggerResolver {
  @Allow("routing.read")
  @Query(() => ActionTriggerConnection, { description: "Which sources open actions by themselves." })
  actionTriggers(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(context.reader("routing.read"), ActionTrigger, {}, [{ field: "source", direction: "ASC" }], page);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital; empty for the group." })
  hospital(@Root() trigger: ActionTrigger) {
    return trigger.hospital?.load() ?? null;
  }

  @Allow("routing.manage")
  @Mutation(() => ActionTriggerPayload, { description: "Makes or changes a trigger; effective for the next survey." })
  saveActionTrigger(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveActionTriggerInput) input: SaveActionTriggerInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({ actionTrigger: await saveTrigger(tx, input) }));
  }
}
