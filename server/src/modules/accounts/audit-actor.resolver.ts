import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AuditEvent, type RequestContext } from "../core/index.ts";
import { personOf } from "./people.loader.ts";
import { User } from "./user.entity.ts";

/** The kernel knows the actor of an audit event by id only. */
@Resolver(() => AuditEvent)
export class AuditActorResolver {
  @FieldResolver(() => User, { nullable: true, description: "The user, when it was one that is still there." })
  actor(@Root() event: AuditEvent, @Ctx() context: RequestContext): Promise<User | null> | null {
    return event.actorId ? personOf(context, event.actorId) : null;
  }
}
