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
import { ActionChecklist } from "./action-checklist.entity.ts";
import { deleteChecklist, saveChecklist } from "./action-checklist.service.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

const ActionChecklistConnection = connectionOf("ActionChecklist", () => ActionChecklist);

@InputType({ description: "One thing that has to be shown before an action is approved." })
class ChecklistItemInput {
  @Field(() => String, { description: "In Arabic." })
  textAr!: string;

  @Field(() => String, { description: "In English." })
  textEn!: string;

  @Field(() => Boolean, { defaultValue: true, description: "Approval waits for it." })
  isRequired!: boolean;

  @Field(() => Boolean, { defaultValue: true, description: "New actions get it." })
  isActive!: boolean;

  @Field(() => PxActionPriority, { nullable: true, description: "From this priority up; empty: always." })
  fromPriority?: PxActionPriority | null;
}

@InputType({ description: "The checklist of a source in the group or in a hospital; it is made or changed." })
class SaveActionChecklistInput {
  @Field(() => ID, { nullable: true, description: "The hospital; empty for the group." })
  hospitalId?: string | null;

  @Field(() => PxActionSource, { description: "The source." })
  source!: PxActionSource;

  @Field(() => Int, { nullable: true, description: "The version that was edited, when it exists." })
  version?: number | null;

  @Field(() => [ChecklistItemInput], { description: "All items, in their order." })
  @ArrayMaxSize(100)
  @ValidateNested()
  items!: ChecklistItemInput[];
}

@InputType({ description: "The checklist to remove." })
class DeleteActionChecklistInput {
  @Field(() => ID, { description: "The checklist." })
  id!: string;
}

@ObjectType({ description: "The checklist after the change." })
class ActionChecklistPayload extends Payload {
  @Field(() => ActionChecklist, { nullable: true, description: "The checklist." })
  actionChecklist?: ActionChecklist;
}

@ObjectType({ description: "What was removed." })
class DeleteActionChecklistPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The checklist that is gone." })
  deletedId?: string;
}

@Resolver(() => ActionChecklist)
export class ActionChecklistResolver {
  @Allow("routing.read")
  @Query(() => ActionChecklistConnection, { description: "What new actions have to show, source by source." })
  actionChecklists(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(context.reader("routing.read"), ActionChecklist, {}, [{ field: "source", direction: "ASC" }], page);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital; empty for the group." })
  hospital(@Root() list: ActionChecklist) {
    return list.hospital?.load() ?? null;
  }

  @Allow("routing.manage")
  @Mutation(() => ActionChecklistPayload, {
    description: "Makes or changes the checklist of a source; effective for actions opened from now on.",
  })
  saveActionChecklist(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveActionChecklistInput) input: SaveActionChecklistInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({ actionChecklist: await saveChecklist(tx, input) }));
  }

  @Allow("routing.manage")
  @Mutation(() => DeleteActionChecklistPayload, {
    description: "Removes a checklist; a hospital without one uses the group's.",
  })
  deleteActionChecklist(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteActionChecklistInput) input: DeleteActionChecklistInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({ deletedId: await deleteChecklist(tx, input.id) }));
  }
}
