import {
  describeFailure,
  nextAttempt,
  PermanentError,
  runSystemTx,
  sql,
  type BatchJobContract,
  type Kernel,
  type TickContract,
  type Tx,
} from "../core/index.ts";
import { receivedAtOf } from "./inbound-event.id.ts";
import { inboundEventDied } from "./inbound-event.events.ts";

export const inboundEventsQueue = "inbound-events";

/** Journeys process these (`processInboundEvents`). */
export const inboundEventsContract: BatchJobContract = {
  kind: "batch",
  name: inboundEventsQueue,
  batchSize: 100,
  concurrency: 2,
  async claim(tx, limit, leaseSeconds) {
    const rows = await sql<{ id: string }>(
      tx.em,
      `update inbound_event e set available_at = $1::timestamptz + make_interval(secs => $2)
         from (select id, received_at from inbound_event where status in ('RECEIVED', 'FAILED') and available_at <= $1
                order by available_at limit $3 for update skip locked) as due
        where e.id = due.id and e.received_at = due.received_at
        returning e.id`,
      [tx.now, leaseSeconds, limit],
    );
    return rows.map((row) => row.id);
  },
  async settleFailure(tx, id, error) {
    const [row] = await sql<{ attempts: number; hospitalId: string | null; status: string }>(
      tx.em,
      `select attempts, hospital_id as "hospitalId", status from inbound_event where id = $1 and received_at = $2 for update`,
      [id, receivedAtOf(id)],
    );
    if (!row || (row.status !== "RECEIVED" && row.status !== "FAILED")) return;
    const attempts = row.attempts + 1;
    const isPermanent = error instanceof PermanentError;
    const next = nextAttempt(attempts, isPermanent ? "permanent" : "ours", tx.now);
    await sql(
      tx.em,
      `update inbound_event set status = $3, attempts = $4, available_at = $5, error_code = $6, error = $7
        where id = $1 and received_at = $2`,
      [
        id,
        receivedAtOf(id),
        next.isDead ? "DEAD" : "FAILED",
        attempts,
        next.availableAt,
        isPermanent ? error.code : "INTERNAL",
        describeFailure(error),
      ],
    );
    if (next.isDead) tx.emit(inboundEventDied, { inboundEventId: id, hospitalId: row.hospitalId });
  },
};

/** Keys of events without an id of their own serve for a day (IN-3); this clears them away. */
export const inboundKeysTick: TickContract = { kind: "tick", name: "inbound-keys", everySeconds: 900 };

const clearedAtOnce = 10_000;

export async function clearExpiredKeys(tx: Tx): Promise<number> {
  const rows = await sql(
    tx.em,
    `delete from inbound_event_key k
      using (select source_system, key from inbound_event_key where expires_at <= $1 limit $2 for update skip locked) as old
      where k.source_system = old.source_system and k.key = old.key
      returning 1`,
    [tx.now, clearedAtOnce],
  );
  return rows.length;
}

export async function runInboundKeysTick(kernel: Kernel): Promise<void> {
  while ((await runSystemTx(kernel, inboundKeysTick.name, clearExpiredKeys)) === clearedAtOnce);
}
