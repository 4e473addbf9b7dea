import { ref } from "@mikro-orm/core";
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
import {
  Allow,
  assertVersion,
  connectionOf,
  findPage,
  findVisible,
  forbidden,
  loader,
  mutate,
  PageArgs,
  Payload,
  sql,
  unscoped,
  type RequestContext,
  type Tx,
} from "../core/index.ts";
import { ActionCapacity } from "./action-capacity.entity.ts";
import { assertRange } from "./configuration.service.ts";

const ActionCapacityConnection = connectionOf("ActionCapacity", () => ActionCapacity);

/** The same number that PX-22 compares with the limit. */
const openCountOf = loader<number>(async (context, ids) => {
  const rows = await sql<{ id: string; count: number }>(
    unscoped(context),
    `select assignee_id as id, count(*)::int as count from px_action where closed_at is null and assignee_id = any($1) group by 1`,
    [ids],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}, 0);

@InputType({ description: "How much somebody is given at most." })
class SaveActionCapacityInput {
  @Field(() => ID, { description: "The user." })
  userId!: string;

  @Field(() => Int, { nullable: true, description: "Open actions at most; empty: no limit." })
  mostOpen?: number | null;

  @Field(() => Int, { nullable: true, description: "The version that was edited, when there is a limit." })
  version?: number | null;
}

@ObjectType({ description: "The limit after the change; empty when there is none." })
class ActionCapacityPayload extends Payload {
  @Field(() => ActionCapacity, { nullable: true, description: "The limit." })
  actionCapacity?: ActionCapacity | null;
}

@Resolver(() => ActionCapacity)
export class ActionCapacityResolver {
  @Allow("routing.manage")
  @Query(() => ActionCapacityConnection, { description: "Who has a limit of open actions." })
  actionCapacities(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(unscoped(context), ActionCapacity, {}, [{ field: "createdAt", direction: "ASC" }], page);
  }

  @FieldResolver(() => User, { description: "Who." })
  user(@Ctx() context: RequestContext, @Root() capacity: ActionCapacity) {
    return personBehind(context, capacity.user);
  }

  @FieldResolver(() => Int, { description: "How many open actions they have now." })
  openCount(@Ctx() context: RequestContext, @Root() capacity: ActionCapacity) {
    return openCountOf(context, capacity.user.id);
  }

  @Allow("routing.manage")
  @Mutation(() => ActionCapacityPayload, { description: "Sets or lifts a limit; effective for the next action." })
  saveActionCapacity(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveActionCapacityInput) input: SaveActionCapacityInput,
  ) {
    return mutate(context, "routing.manage", async (tx) => ({ actionCapacity: await saveCapacity(tx, input) }));
  }
}

async function saveCapacity(
  tx: Tx,
  { userId, mostOpen, version }: SaveActionCapacityInput,
): Promise<ActionCapacity | null> {
  // A limit holds wherever somebody works, so it belongs to those who reach the whole group.
  if (!tx.scope.all) throw forbidden();
  assertRange(mostOpen, 0, 1_000, "mostOpen");
  await findVisible(tx.em, User, userId);
  const known = await tx.em.findOne(ActionCapacity, { user: userId });
  if (known) assertVersion(known, version);
  const before = { mostOpen: known?.mostOpen ?? null };
  tx.audit({ action: "actionCapacity.saved", targetType: "User", targetId: userId, before, after: { mostOpen } });
  if (mostOpen == null) {
    if (known) tx.em.remove(known);
    return null;
  }
  if (!known) return tx.em.create(ActionCapacity, { user: ref(User, userId), mostOpen });
  known.mostOpen = mostOpen;
  return known;
}
