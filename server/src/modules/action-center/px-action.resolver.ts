import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import { mentionablePeople, personBehind, User } from "../accounts/index.ts";
import { Allow, connectionOf, contextOf, liveRow, PageArgs, type RequestContext } from "../core/index.ts";
import { Department, departmentOf, Hospital, hospitalOf } from "../organizations/index.ts";
import { isOverdue } from "../sla/index.ts";
import { abilitiesOf } from "./px-action.abilities.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
import { PxAction } from "./px-action.entity.ts";
import { pxActionChangedChannel } from "./px-action.events.ts";
import { PxActionFilter, PxActionOrder } from "./px-action.filter.ts";
import { pxActionList } from "./px-action.list.ts";
import { evidenceOf, logOf } from "./px-action.loaders.ts";
import { explainRouting } from "./px-action.why.ts";
import { PxActionAbilities, PxActionRouting } from "./px-action.types.ts";

export const PxActionConnection = connectionOf("PxAction", () => PxAction);

@Resolver(() => PxAction)
export class PxActionResolver {
  @Allow("action.read")
  @Query(() => PxActionConnection, {
    description: "PX actions; those that are due first come first unless ordered otherwise.",
  })
  pxActions(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => PxActionFilter, { nullable: true }) filter?: PxActionFilter,
    @Arg("orderBy", () => [PxActionOrder], { nullable: true }) orderBy?: InstanceType<typeof PxActionOrder>[],
  ) {
    return pxActionList.page(context, page, filter, orderBy);
  }

  @Allow("action.read")
  @Query(() => PxAction, { nullable: true, description: "One PX action." })
  pxAction(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("action.read").findOne(PxAction, { id });
  }

  @Allow("action.read")
  @Subscription(() => PxAction, {
    description: "The action after each of its changes, as long as the caller may see it.",
    subscribe: ({ args, context }: { args: { id: string }; context: RequestContext }) =>
      liveRow(context, pxActionChangedChannel, "action.read", PxAction, args.id),
  })
  pxActionChanged(@Root() action: PxAction, @Arg("id", () => ID) _id: string): PxAction {
    return action;
  }

  @FieldResolver(() => Hospital, { description: "The hospital it belongs to." })
  hospital(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return hospitalOf(contextOf(context, action), action.hospital.id);
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department it is about." })
  department(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return action.department ? departmentOf(contextOf(context, action), action.department.id) : null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: "Its owner; empty when nobody could be found yet. E-mail masked without the right to see users.",
  })
  assignee(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return personBehind(contextOf(context, action), action.assignee);
  }

  @FieldResolver(() => Boolean, { description: "Nobody owns it." })
  isUnassigned(@Root() action: PxAction): boolean {
    return action.assignee == null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: "Who asked for the approval that is pending or was given.",
  })
  requestedBy(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return personBehind(contextOf(context, action), action.requestedBy);
  }

  @FieldResolver(() => User, { nullable: true, description: "Who approved it; never the one who asked." })
  approvedBy(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return personBehind(contextOf(context, action), action.approvedBy);
  }

  @FieldResolver(() => Boolean, { description: "Open and past its deadline, by the clock." })
  isOverdue(@Ctx() context: RequestContext, @Root() action: PxAction): boolean {
    return isOverdue(action, context.kernel.clock());
  }

  @FieldResolver(() => Boolean, { description: "It rose to a level of the escalation chain." })
  isEscalated(@Root() action: PxAction): boolean {
    return action.escalationLevel > 0;
  }

  @FieldResolver(() => [PxActionLogEntry], { description: "Its history, oldest first." })
  log(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return logOf(contextOf(context, action), action.id);
  }

  @FieldResolver(() => [PxActionEvidence], { description: "Its evidence, oldest first." })
  evidence(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return evidenceOf(contextOf(context, action), action.id);
  }

  @FieldResolver(() => PxActionRouting, {
    nullable: true,
    description: "How it found its owner; empty when the owner was named by hand.",
  })
  routing(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return explainRouting(context, action);
  }

  @FieldResolver(() => [User], { description: "Whom a note about it can name; eight at most." })
  mentionable(
    @Ctx() context: RequestContext,
    @Root() action: PxAction,
    @Arg("search", () => String, { nullable: true, description: "Part of the name." }) search?: string,
  ): Promise<User[]> {
    const place = { hospitalId: action.hospital.id, departmentId: action.department?.id ?? null };
    return mentionablePeople(contextOf(context, action), place, "action.read", search);
  }

  @FieldResolver(() => PxActionAbilities, { description: "What the caller may do with it now." })
  abilities(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return abilitiesOf(contextOf(context, action), action);
  }
}
