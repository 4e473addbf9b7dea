import { scopedFork, sql, systemScope, type Kernel } from "../../core/index.ts";
import { inboundEventId } from "../inbound-event.id.ts";
import type { AcceptedEvent } from "./event.rules.ts";

export interface NewEvent extends AcceptedEvent {
  readonly callerId: string;
  readonly requestId: string;
  readonly sealed: Buffer | null;
}

export interface Stored {
  readonly id: string;
  /** It was there before; `id` is the first one's. */
  readonly isDuplicate: boolean;
}

const contentKeyMs = 24 * 3_600_000;

/**
 * Keys and events in one statement, so both or neither are there. On a key that is taken, DO UPDATE returns the first
 * event's id even when another server committed it a moment ago, which DO NOTHING would not; a key whose day is over is
 * handed to the new event (IN-3). Rows come sorted by key, so that two servers never wait for each other in a circle.
 */
const statement = `
with given as materialized (
  select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                       $10::uuid[], $11::timestamptz[], $12::bytea[], $13::uuid[], $14::text[])
    as g(id, source_system, key, expires_at, external_id, event_code, encounter_id, patient_identifier, hospital_code,
         hospital_id, occurred_at, payload_sealed, posted_by_id, request_id)
), keys as (
  insert into inbound_event_key as k (source_system, key, event_id, expires_at)
  select source_system, key, id, expires_at from given
  on conflict (source_system, key) do update
     set event_id = case when k.expires_at <= $15::timestamptz then excluded.event_id else k.event_id end,
         expires_at = case when k.expires_at <= $15::timestamptz then excluded.expires_at else k.expires_at end
  returning source_system, key, event_id
), stored as (
  insert into inbound_event (id, received_at, source_system, external_id, event_code, encounter_id, patient_identifier, hospital_code,
                             hospital_id, occurred_at, payload_sealed, posted_by_id, request_id, available_at)
  select g.id, $15::timestamptz, g.source_system, g.external_id, g.event_code, g.encounter_id, g.patient_identifier, g.hospital_code,
         g.hospital_id, g.occurred_at, g.payload_sealed, g.posted_by_id, g.request_id, $15::timestamptz
    from given g join keys on keys.event_id = g.id
)
select source_system || E'\\n' || key as name, event_id as "eventId" from keys`;

/** Stores events durably and answers in their order; the second of two equal ones is a duplicate of the first. */
export async function insertEvents(kernel: Kernel, events: readonly NewEvent[]): Promise<Stored[]> {
  const now = kernel.clock();
  const expires = new Date(now.getTime() + contentKeyMs);
  const first = new Map<string, { readonly id: string; readonly event: NewEvent }>();
  for (const event of events)
    if (!first.has(nameOf(event))) first.set(nameOf(event), { id: inboundEventId(now), event });
  const rows = [...first.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const column = <Value>(of: (event: NewEvent) => Value): Value[] => rows.map((row) => of(row.event));
  const answers = await sql<{ name: string; eventId: string }>(scopedFork(kernel.orm.em, systemScope), statement, [
    rows.map((row) => row.id),
    column((event) => event.sourceSystem),
    column((event) => event.key),
    column((event) => (event.isKeyOfContent ? expires : null)),
    column((event) => event.externalId),
    column((event) => event.eventCode),
    column((event) => event.encounterId),
    column((event) => event.patientIdentifier),
    column((event) => event.hospitalCode),
    column((event) => event.hospitalId),
    column((event) => event.occurredAt ?? now),
    column((event) => event.sealed),
    column((event) => event.callerId),
    column((event) => event.requestId),
    now,
  ]);
  const ids = new Map(answers.map((answer) => [answer.name, answer.eventId]));
  return events.map((event) => {
    const name = nameOf(event);
    const id = ids.get(name);
    const own = first.get(name);
    if (!id || !own) throw new Error("the database answered for other keys than were given");
    return { id, isDuplicate: id !== own.id || own.event !== event };
  });
}

/** No identifier holds a line break (IN-5), so no two pairs look alike. */
const nameOf = (event: NewEvent): string => `${event.sourceSystem}\n${event.key}`;

/** A value that the database does not take (SQLSTATE classes 22 and 23), as opposed to a database that is not well. */
export function isDataFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^2[23][0-9A-Z]{3}$/.test(code);
}
