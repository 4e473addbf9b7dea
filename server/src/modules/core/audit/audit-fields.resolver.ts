import { GraphQLJSON } from "graphql-scalars";
import { Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { changesOf, withoutIdentity } from "./audit-diff.rules.ts";
import { AuditEvent } from "./audit-event.entity.ts";

@ObjectType({ description: "One field that an audit event changed." })
export class AuditChange {
  @Field(() => String, { description: "Name of the field." })
  field!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: "Its value before, without patient identity." })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: "Its value after, without patient identity." })
  after!: unknown;
}

/** What an event says, past the redaction of patient identity. */
@Resolver(() => AuditEvent)
export class AuditEventFieldsResolver {
  @FieldResolver(() => [AuditChange], { description: "Field by field what changed." })
  changes(@Root() event: AuditEvent): AuditChange[] {
    return [...changesOf(event)];
  }

  @FieldResolver(() => GraphQLJSON, { nullable: true })
  before(@Root() event: AuditEvent): unknown {
    return withoutIdentity(event.before ?? null, event.targetType);
  }

  @FieldResolver(() => GraphQLJSON, { nullable: true })
  after(@Root() event: AuditEvent): unknown {
    return withoutIdentity(event.after ?? null, event.targetType);
  }
}
