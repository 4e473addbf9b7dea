import { failure, notFound, scopeSql, sql, type Tx } from "../core/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { keysOf, receivedAtOf } from "./inbound-event.id.ts";
import { inboundEventsQueue } from "./inbound-event.jobs.ts";
import { replayable, type InboundEventStatus } from "./inbound-event.status.ts";

export const canBeReplayed = (status: string): boolean => replayable.includes(status as InboundEventStatus);

/** IN-12: back to RECEIVED as if it had just come in. What does not exist and what is out of reach are not told apart. */
export async function replayEvent(tx: Tx, id: string): Promise<InboundEvent> {
  const keys = keysOf([id]);
  const parameters: unknown[] = [keys.ids, keys.times];
  const scope = scopeSql(tx.scope, { hospital: "hospital_id" }, parameters);
  const [event] = await sql<{ hospitalId: string | null; status: string }>(
    tx.em,
    `select hospital_id as "hospitalId", status from inbound_event
      where id = any($1::uuid[]) and received_at = any($2::timestamptz[]) and ${scope} for update`,
    parameters,
  );
  if (!event) throw notFound();
  if (!canBeReplayed(event.status)) {
    throw failure(
      "NOT_REPLAYABLE",
      "This event was processed or is waiting anyway.",
      "تمت معالجة هذا الحدث أو أنه في الانتظار بالفعل.",
      ["id"],
    );
  }
  await sql(
    tx.em,
    `update inbound_event set status = 'RECEIVED', attempts = 0, available_at = $3, error_code = null, error = null, processed_at = null
      where id = $1 and received_at = $2`,
    [id, receivedAtOf(id), tx.now],
  );
  tx.audit({
    action: "inboundEvent.replayed",
    targetType: "InboundEvent",
    targetId: id,
    hospitalId: event.hospitalId,
    before: { status: event.status },
    after: { status: "RECEIVED" },
  });
  tx.ring(inboundEventsQueue);
  return tx.em.findOneOrFail(InboundEvent, { id, receivedAt: receivedAtOf(id) as Date });
}
