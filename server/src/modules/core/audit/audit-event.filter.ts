import type { FilterQuery } from "@mikro-orm/core";
import { Field, ID, InputType } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { DateTimeRange, within } from "../graphql/filters.ts";
import { findPage, type Order, type Page, type PageArgs } from "../graphql/page.ts";
import { AuditEvent } from "./audit-event.entity.ts";

@InputType({ description: "Which audit events." })
export class AuditEventFilter {
  @Field(() => [String], { nullable: true, description: "Any of these actions." })
  action?: string[];

  @Field(() => [ID], { nullable: true, description: "By any of these users." })
  actorId?: string[];

  @Field(() => [String], { nullable: true, description: "On any of these kinds of things." })
  targetType?: string[];

  @Field(() => ID, { nullable: true, description: "On this thing." })
  targetId?: string;

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => String, { nullable: true, description: "That came with this request." })
  requestId?: string;

  @Field(() => DateTimeRange, { nullable: true, description: "In this span of time." })
  createdAt?: DateTimeRange;
}

const anyOf = (values: readonly string[]) => ({ $in: [...values] });

function conditionOf(filter: AuditEventFilter | null | undefined): FilterQuery<AuditEvent> {
  return {
    ...(filter?.action ? { action: anyOf(filter.action) } : {}),
    ...(filter?.actorId ? { actorId: anyOf(filter.actorId) } : {}),
    ...(filter?.targetType ? { targetType: anyOf(filter.targetType) } : {}),
    ...(filter?.targetId ? { targetId: filter.targetId } : {}),
    ...(filter?.hospitalId ? { hospitalId: anyOf(filter.hospitalId) } : {}),
    ...(filter?.requestId ? { requestId: filter.requestId } : {}),
    ...(filter?.createdAt ? { createdAt: within(filter.createdAt) } : {}),
  };
}

/** One page of the trail within what the caller may read, newest first: for the API and for exports. */
export function auditPage(
  context: RequestContext,
  page: PageArgs,
  filter?: AuditEventFilter | null,
  order?: readonly Order[] | null,
): Promise<Page<AuditEvent>> {
  const sorted = order?.length ? order : [{ field: "createdAt", direction: "DESC" } as const];
  return findPage(context.reader("audit.read"), AuditEvent, conditionOf(filter), sorted, page);
}
