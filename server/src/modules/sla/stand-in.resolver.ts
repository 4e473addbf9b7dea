import type { FilterQuery } from "@mikro-orm/postgresql";
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
import { loadPeople, personBehind, User } from "../accounts/index.ts";
import {
  Allow,
  connectionOf,
  findPage,
  mutateUnscoped,
  PageArgs,
  Payload,
  unauthenticated,
  unscoped,
  type RequestContext,
} from "../core/index.ts";
import { StandIn } from "./stand-in.entity.ts";
import {
  assertMayEnter,
  colleaguesOf,
  deleteStandIn,
  peopleToEnter,
  peopleWithin,
  saveStandIn,
  type LeaveEditor,
} from "./stand-in.service.ts";

@InputType({ description: "When somebody is away." })
export class SaveStandInInput {
  @Field(() => ID, { nullable: true, description: "The row to change; empty for a new one." })
  id?: string | null;

  @Field(() => Int, { nullable: true, description: "The version that was edited, when it exists." })
  version?: number | null;

  @Field(() => ID, { nullable: true, description: "Who is away; empty: the caller. It stays." })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: "Who is told in their place; empty: the next of the chain." })
  standInId?: string | null;

  @Field(() => Date, { description: "From." })
  fromAt!: Date;

  @Field(() => Date, { description: "Until." })
  untilAt!: Date;
}

@InputType({ description: "An absence that goes away." })
export class DeleteStandInInput {
  @Field(() => ID, { description: "The row." })
  id!: string;
}

@ObjectType({ description: "The row after the change." })
export class StandInPayload extends Payload {
  @Field(() => StandIn, { nullable: true, description: "The row." })
  standIn?: StandIn;
}

@ObjectType({ description: "What went away." })
export class DeleteStandInPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "Its id." })
  deletedId?: string;
}

const StandInConnection = connectionOf("StandIn", () => StandIn);

/** A list of one's own that nobody fills by hand beyond this. */
const ownAtMost = 50;

function editorOf(context: RequestContext): LeaveEditor {
  if (!context.viewer) throw unauthenticated();
  const scope = context.may("leave.manage") ? context.scope("leave.manage") : null;
  return { userId: context.viewer.userId, scope };
}

async function named(context: RequestContext, ids: readonly string[]): Promise<User[]> {
  const people = await loadPeople(context, ids);
  return ids.flatMap((id) => people.get(id) ?? []);
}

@Resolver(() => StandIn)
export class StandInResolver {
  @Allow("SIGNED_IN")
  @Query(() => [StandIn], { description: "The caller's own absences that are not over, the next first." })
  myStandIns(@Ctx() context: RequestContext): Promise<StandIn[]> {
    const { userId } = editorOf(context);
    const where = { user: userId, untilAt: { $gt: context.kernel.clock() } };
    return unscoped(context).find(StandIn, where, { orderBy: { fromAt: "asc", id: "asc" }, limit: ownAtMost });
  }

  @Allow("leave.manage")
  @Query(() => StandInConnection, { description: "Absences of the people whom the caller leads, the latest first." })
  standIns(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("userIds", () => [ID], { nullable: true, description: "Only of these people." }) userIds?: string[],
  ) {
    const people = peopleWithin(context.scope("leave.manage"));
    // Not in one condition: users that are named by their ids would be compared by the ids alone.
    const named = userIds?.length ? [{ user: { $in: userIds } }] : [];
    const where: FilterQuery<StandIn> = { $and: [{ user: people }, ...named] };
    return findPage(unscoped(context), StandIn, where, [{ field: "fromAt", direction: "DESC" }], page);
  }

  @Allow("leave.manage")
  @Query(() => [User], { description: "Whose leave the caller may enter besides their own, by name; the first 20." })
  async leavePeople(
    @Ctx() context: RequestContext,
    @Arg("search", () => String, { nullable: true, description: "A part of the name." }) search?: string,
    @Arg("ids", () => [ID], { nullable: true, description: "Only these, to name them." }) ids?: string[],
  ) {
    const people = await peopleToEnter(unscoped(context), context.scope("leave.manage"), { search: search ?? "", ids });
    return named(context, people);
  }

  @Allow("SIGNED_IN")
  @Query(() => [User], {
    description: "Who can stand in for the caller, or for one of their people: colleagues by name; the first 20.",
  })
  async standInCandidates(
    @Ctx() context: RequestContext,
    @Arg("userId", () => ID, { nullable: true, description: "Who is away; empty: the caller." }) userId?: string,
    @Arg("search", () => String, { nullable: true, description: "A part of the name." }) search?: string,
  ) {
    const editor = editorOf(context);
    const awayId = userId ?? editor.userId;
    await assertMayEnter(unscoped(context), editor, awayId);
    return named(context, await colleaguesOf(unscoped(context), awayId, search ?? ""));
  }

  @FieldResolver(() => User, { nullable: true, description: "Who is away." })
  user(@Ctx() context: RequestContext, @Root() row: StandIn) {
    return personBehind(context, row.user);
  }

  @FieldResolver(() => User, { nullable: true, description: "Who is told in their place." })
  standIn(@Ctx() context: RequestContext, @Root() row: StandIn) {
    return personBehind(context, row.standIn);
  }

  @Allow("SIGNED_IN")
  @Mutation(() => StandInPayload, {
    description: "Enters or changes an absence: one's own, or with the right to lead that of one's people.",
  })
  saveStandIn(@Ctx() context: RequestContext, @Arg("input", () => SaveStandInInput) input: SaveStandInInput) {
    const editor = editorOf(context);
    const userId = input.userId ?? editor.userId;
    return mutateUnscoped(context, async (tx) => ({ standIn: await saveStandIn(tx, editor, { ...input, userId }) }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => DeleteStandInPayload, { description: "Removes an absence, with the same rights." })
  deleteStandIn(@Ctx() context: RequestContext, @Arg("input", () => DeleteStandInInput) { id }: DeleteStandInInput) {
    const editor = editorOf(context);
    return mutateUnscoped(context, async (tx) => {
      await deleteStandIn(tx, editor, id);
      return { deletedId: id };
    });
  }
}
