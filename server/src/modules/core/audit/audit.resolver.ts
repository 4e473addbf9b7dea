import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { connectionOf } from "../graphql/connection.ts";
import { DateTimeRange, orderOf, within } from "../graphql/filters.ts";
import { findPage, PageArgs } from "../graphql/page.ts";
import { Allow } from "../policy/allow.ts";
import { AuditEvent } from "./audit-event.entity.ts";

enum AuditEventOrderField {
  CREATED_AT = "createdAt",
}
const AuditEventOrder = orderOf("AuditEvent", AuditEventOrderField, "audit events");
const AuditEventConnection = connectionOf("AuditEvent", () => AuditEvent);

@InputType({ description: "Which audit events." })
class AuditEventFilter {
  @Field(() => [String], { nullable: true, description: "Any of these actions." })
  action?: string[];

  @Field(() => ID, { nullable: true, description: "By this user." })
  actorId?: string;

  @Field(() => String, { nullable: true, description: "On this kind of thing." })
  targetType?: string;

  @Field(() => ID, { nullable: true, description: "On this thing." })
  targetId?: string;

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => String, { nullable: true, description: "That came with this request." })
  requestId?: string;

  @Field(() => DateTimeRange, { nullable: true, description: "In this span of time." })
  createdAt?: DateTimeRange;
}

@Resolver()
export class AuditResolver {
  @Allow("audit.read")
  @Query(() => AuditEventConnection, { description: "The audit trail, newest first." })
  auditEvents(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => AuditEventFilter, { nullable: true }) filter?: AuditEventFilter,
    @Arg("orderBy", () => [AuditEventOrder], { nullable: true }) orderBy?: InstanceType<typeof AuditEventOrder>[],
  ) {
    const where = {
      ...(filter?.action ? { action: { $in: filter.action } } : {}),
      ...(filter?.actorId ? { actorId: filter.actorId } : {}),
      ...(filter?.targetType ? { targetType: filter.targetType } : {}),
      ...(filter?.targetId ? { targetId: filter.targetId } : {}),
      ...(filter?.hospitalId ? { hospitalId: { $in: filter.hospitalId } } : {}),
      ...(filter?.requestId ? { requestId: filter.requestId } : {}),
      ...(filter?.createdAt ? { createdAt: within(filter.createdAt) } : {}),
    };
    return findPage(
      context.reader("audit.read"),
      AuditEvent,
      where,
      orderBy ?? [{ field: "createdAt", direction: "DESC" }],
      page,
    );
  }
}
