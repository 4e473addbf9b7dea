import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { AuditChange, AuditEvent, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { hospitalOfAudit, namesIn } from "./audit-names.loader.ts";
import { personOf } from "./people.loader.ts";
import { User } from "./user.entity.ts";

/** The kernel knows the actor and the hospital of an audit event by id only. */
@Resolver(() => AuditEvent)
export class AuditActorResolver {
  @FieldResolver(() => User, { nullable: true, description: "The user, when it was one that is still there." })
  actor(@Root() event: AuditEvent, @Ctx() context: RequestContext): Promise<User | null> | null {
    return event.actorId ? personOf(context, event.actorId) : null;
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital it belongs to; none for the group." })
  hospital(@Root() event: AuditEvent, @Ctx() context: RequestContext): Promise<Hospital | null> | null {
    return event.hospitalId ? hospitalOfAudit(context, event.hospitalId) : null;
  }
}

@ObjectType({ description: "What an id in an audit event stands for." })
export class AuditName {
  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;
}

@Resolver(() => AuditChange)
export class AuditChangeNamesResolver {
  @FieldResolver(() => [AuditName], { description: "The people or places whose ids stand in `before`." })
  beforeNames(@Root() { field, before }: AuditChange, @Ctx() context: RequestContext): Promise<AuditName[]> {
    return namesIn(context, field, before);
  }

  @FieldResolver(() => [AuditName], { description: "The people or places whose ids stand in `after`." })
  afterNames(@Root() { field, after }: AuditChange, @Ctx() context: RequestContext): Promise<AuditName[]> {
    return namesIn(context, field, after);
  }
}
