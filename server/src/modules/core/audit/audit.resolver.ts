import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { connectionOf } from "../graphql/connection.ts";
import { orderOf } from "../graphql/filters.ts";
import { PageArgs } from "../graphql/page.ts";
import { Allow } from "../policy/allow.ts";
import { AuditEvent } from "./audit-event.entity.ts";
import { AuditEventFilter, auditPage } from "./audit-event.filter.ts";

enum AuditEventOrderField {
  CREATED_AT = "createdAt",
}
const AuditEventOrder = orderOf("AuditEvent", AuditEventOrderField, "audit events");
const AuditEventConnection = connectionOf("AuditEvent", () => AuditEvent);

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
    return auditPage(context, page, filter, orderBy);
  }

  @Allow("audit.read")
  @Query(() => AuditEvent, { nullable: true, description: "One line of the audit trail." })
  auditEvent(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<AuditEvent | null> {
    return context.reader("audit.read").findOne(AuditEvent, { id });
  }
}
