import DataLoader from "dataloader";
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { GraphQLJSON } from "graphql-scalars";
import { covers, scopeSql, sql, type Permission, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { keysOf } from "./inbound-event.id.ts";
import { InboundEventStatus, replayable } from "./inbound-event.status.ts";
import { openPayload } from "./payload.ts";

@ObjectType({ description: "What the caller may do with an inbound event." })
class InboundEventAbilities {
  @Field(() => Boolean, { description: "Process it again." })
  canReplay!: boolean;

  @Field(() => Boolean, { description: "See what it carried." })
  canSeePayload!: boolean;
}

const reaches = (context: RequestContext, permission: Permission, event: InboundEvent): boolean =>
  context.may(permission) && covers(context.scope(permission), { hospitalId: event.hospital?.id ?? null });

@Resolver(() => InboundEvent)
export class InboundEventFieldsResolver {
  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital; null while it is not known." })
  hospital(@Root() event: InboundEvent) {
    return event.hospital?.load() ?? null;
  }

  @FieldResolver(() => Date, { nullable: true, description: "When it will be tried again, if it failed." })
  nextAttemptAt(@Root() event: InboundEvent) {
    return event.status === InboundEventStatus.FAILED ? event.availableAt : null;
  }

  @FieldResolver(() => InboundEventAbilities, { description: "What the caller may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() event: InboundEvent): InboundEventAbilities {
    return {
      canReplay: replayable.includes(event.status) && reaches(context, "inboundEvent.replay", event),
      canSeePayload: reaches(context, "inboundEvent.payload", event),
    };
  }

  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description:
      "What it carried. Needs the permission inboundEvent.payload, else null; each reading is written to the audit trail.",
  })
  payload(@Ctx() context: RequestContext, @Root() event: InboundEvent): Promise<object> | null {
    return reaches(context, "inboundEvent.payload", event) ? payloadsOf(context).load(event.id) : null;
  }
}

/** IN-11: payloads of one request are read in one transaction together with the audit entries; no entry, no payload. */
function payloadsOf(context: RequestContext): DataLoader<string, object> {
  const known = context.memory.get(payloadsOf) as DataLoader<string, object> | undefined;
  if (known) return known;
  const loader = new DataLoader<string, object>((ids) => readPayloads(context, ids));
  context.memory.set(payloadsOf, loader);
  return loader;
}

interface PayloadRow {
  readonly id: string;
  readonly hospitalId: string | null;
  readonly sealed: Uint8Array | null;
}

function readPayloads(context: RequestContext, ids: readonly string[]): Promise<(object | Error)[]> {
  return context.run("inboundEvent.payload", async (tx) => {
    const keys = keysOf(ids);
    const parameters: unknown[] = [keys.ids, keys.times];
    const scope = scopeSql(tx.scope, { hospital: "hospital_id" }, parameters);
    const rows = await sql<PayloadRow>(
      tx.em,
      `select id, hospital_id as "hospitalId", payload_sealed as sealed from inbound_event
        where id = any($1::uuid[]) and received_at = any($2::timestamptz[]) and ${scope}`,
      parameters,
    );
    for (const row of rows) {
      tx.audit({
        action: "inboundEvent.payloadRead",
        targetType: "InboundEvent",
        targetId: row.id,
        hospitalId: row.hospitalId,
      });
    }
    const payloads = new Map(rows.map((row) => [row.id, openPayload(tx.kernel.cipher, row.sealed)]));
    return ids.map((id) => payloads.get(id) ?? new Error("the event is not there any more"));
  });
}
