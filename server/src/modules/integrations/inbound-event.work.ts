import { sql, type Tx } from "../core/index.ts";
import { keysOf } from "./inbound-event.id.ts";
import { inboundEventsQueue } from "./inbound-event.jobs.ts";
import { openPayload } from "./payload.ts";

/** An event as its processor needs it: payload opened. */
export interface InboundEventWork {
  readonly id: string;
  readonly sourceSystem: string;
  readonly externalId: string | null;
  readonly eventCode: string;
  readonly encounterId: string;
  readonly patientIdentifier: string | null;
  readonly hospitalCode: string | null;
  readonly hospitalId: string | null;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly attempts: number;
  /** Anything a foreign system may send: check every value before using it. */
  readonly payload: Readonly<Record<string, unknown>>;
}

type WorkRow = Omit<InboundEventWork, "payload"> & {
  readonly status: string;
  readonly payloadSealed: Uint8Array | null;
};

/**
 * Locks the events of a batch and opens them, in the order in which they happened. Those that somebody else holds or has
 * settled meanwhile are left out, so a job that comes twice finds nothing to do (P1).
 */
export async function loadInboundEvents(tx: Tx, ids: readonly string[]): Promise<InboundEventWork[]> {
  const keys = keysOf(ids);
  // Found by primary key and tested afterwards: a status in the condition misleads the planner when statistics are stale.
  const rows = await sql<WorkRow>(
    tx.em,
    `select id, source_system as "sourceSystem", external_id as "externalId", event_code as "eventCode",
            encounter_id as "encounterId", patient_identifier as "patientIdentifier", hospital_code as "hospitalCode",
            hospital_id as "hospitalId", occurred_at as "occurredAt", received_at as "receivedAt", attempts, status,
            payload_sealed as "payloadSealed"
       from inbound_event where id = any($1::uuid[]) and received_at = any($2::timestamptz[])
      order by occurred_at, received_at, id for update skip locked`,
    [keys.ids, keys.times],
  );
  return rows
    .filter((row) => row.status === "RECEIVED" || row.status === "FAILED")
    .map(({ status: _status, payloadSealed, ...row }) => ({
      ...row,
      payload: openPayload(tx.kernel.cipher, payloadSealed),
    }));
}

export interface InboundEventOutcome {
  readonly id: string;
  readonly status: "PROCESSED" | "UNMATCHED" | "IGNORED";
  /** Given when processing found the hospital that the intake could not. */
  readonly hospitalId?: string | null;
  readonly journeyId?: string | null;
  readonly flags?: readonly string[];
  readonly errorCode?: string | null;
  readonly error?: string | null;
}

/** Writes what became of the events of a batch, with one statement. An unmatched one waits for its journey. */
export async function settleInboundEvents(tx: Tx, outcomes: readonly InboundEventOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const { ids, times } = keysOf(outcomes.map((outcome) => outcome.id));
  await sql(
    tx.em,
    `update inbound_event e
        set status = o.status, hospital_id = coalesce(e.hospital_id, o.hospital_id), journey_id = coalesce(o.journey_id, e.journey_id),
            flags = array(select jsonb_array_elements_text(o.flags::jsonb)), error_code = o.error_code, error = o.error,
            attempts = e.attempts + 1, processed_at = case when o.status = 'UNMATCHED' then null else $9::timestamptz end
       from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[])
              as o(id, received_at, status, hospital_id, journey_id, flags, error_code, error)
      where e.id = o.id and e.received_at = o.received_at`,
    [
      ids,
      times,
      outcomes.map((outcome) => outcome.status),
      outcomes.map((outcome) => outcome.hospitalId ?? null),
      outcomes.map((outcome) => outcome.journeyId ?? null),
      outcomes.map((outcome) => JSON.stringify(outcome.flags ?? [])),
      outcomes.map((outcome) => outcome.errorCode ?? null),
      outcomes.map((outcome) => outcome.error ?? null),
      tx.now,
    ],
  );
}

/**
 * A journey appeared: its events that came too early are taken up again (F4.4). An event whose hospital nobody knew is
 * tried too; its processor decides. Returns how many.
 */
export async function requeueUnmatched(
  tx: Tx,
  encounters: readonly { readonly hospitalId: string; readonly encounterId: string }[],
): Promise<number> {
  if (encounters.length === 0) return 0;
  const rows = await sql(
    tx.em,
    `update inbound_event e set status = 'RECEIVED', available_at = $3, attempts = 0, error_code = null, error = null
       from (select distinct * from unnest($1::uuid[], $2::text[]) as u(hospital_id, encounter_id)) o
      where e.status = 'UNMATCHED' and e.encounter_id = o.encounter_id
        and (e.hospital_id = o.hospital_id or e.hospital_id is null)
      returning e.id`,
    [encounters.map((row) => row.hospitalId), encounters.map((row) => row.encounterId), tx.now],
  );
  if (rows.length > 0) tx.ring(inboundEventsQueue);
  return rows.length;
}
