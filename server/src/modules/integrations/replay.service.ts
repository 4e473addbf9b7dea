import { failure, scopeSql, sql, type Tx } from "../core/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { keysOf } from "./inbound-event.id.ts";
import { inboundEventsQueue } from "./inbound-event.jobs.ts";
import { conditionOf, type InboundEventFilter } from "./inbound-event.list.ts";
import { replayable } from "./inbound-event.status.ts";

export const mostReplayed = 1_000;

export interface ReplayOutcome {
  readonly doneCount: number;
  /** Had its effect or is waiting already: there is nothing to replay. */
  readonly failedCount: number;
  /** Does not exist, or lies outside the caller's reach; the two are not told apart. */
  readonly notPermittedCount: number;
}

/** IN-12: back to RECEIVED as if it had just come in; audited one by one. */
export async function replayEvents(tx: Tx, ids: readonly string[]): Promise<ReplayOutcome> {
  const unique = [...new Set(ids)];
  if (unique.length > mostReplayed) {
    throw failure("TOO_MANY", "At most 1,000 events at once.", "1000 حدث على الأكثر في المرة الواحدة.", ["ids"]);
  }
  const keys = keysOf(unique);
  const parameters: unknown[] = [keys.ids, keys.times];
  const scope = scopeSql(tx.scope, { hospital: "hospital_id" }, parameters);
  const visible = await sql<{ id: string; hospitalId: string | null; status: string }>(
    tx.em,
    `select id, hospital_id as "hospitalId", status from inbound_event
      where id = any($1::uuid[]) and received_at = any($2::timestamptz[]) and ${scope} order by id for update`,
    parameters,
  );
  const replayed = visible.filter((row) => (replayable as readonly string[]).includes(row.status));
  const done = keysOf(replayed.map((row) => row.id));
  await sql(
    tx.em,
    `update inbound_event set status = 'RECEIVED', attempts = 0, available_at = $3, error_code = null, error = null, processed_at = null
      where id = any($1::uuid[]) and received_at = any($2::timestamptz[])`,
    [done.ids, done.times, tx.now],
  );
  for (const row of replayed) {
    tx.audit({
      action: "inboundEvent.replayed",
      targetType: "InboundEvent",
      targetId: row.id,
      hospitalId: row.hospitalId,
      before: { status: row.status },
      after: { status: "RECEIVED" },
    });
  }
  if (replayed.length > 0) tx.ring(inboundEventsQueue);
  return {
    doneCount: replayed.length,
    failedCount: visible.length - replayed.length,
    notPermittedCount: unique.length - visible.length,
  };
}

/** The oldest first, so that a journey's opening comes before its stages; the next call takes the rest. */
export async function replayMatching(tx: Tx, filter: InboundEventFilter): Promise<ReplayOutcome> {
  const status = filter.status?.filter((one) => replayable.includes(one)) ?? [...replayable];
  const rows = await tx.em.find(InboundEvent, conditionOf({ ...filter, status }), {
    fields: ["id", "receivedAt"],
    orderBy: { receivedAt: "asc", id: "asc" },
    limit: mostReplayed,
    disableIdentityMap: true,
  });
  return replayEvents(
    tx,
    rows.map((row) => row.id),
  );
}
