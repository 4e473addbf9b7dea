import { PermanentError, sql, type Tx } from "../../core/index.ts";
import type { EncounterEvent, PlacedEvent } from "./encounter-event.ts";

export interface Refusal {
  readonly eventId: string;
  readonly error: PermanentError;
}

export const refuse = (eventId: string, code: string, message: string): Refusal => ({
  eventId,
  error: new PermanentError(code, message),
});

/**
 * JO-13: whose an event is. The intake knows it nearly always. Otherwise: a hospital whose code was added since, or the only
 * hospital that knows the encounter. Else the event becomes a dead letter, and passes when it is replayed after the cause is mended.
 */
export async function resolveHospitals(
  tx: Tx,
  events: readonly EncounterEvent[],
): Promise<{ placed: PlacedEvent[]; refusals: Refusal[] }> {
  const lost = events.filter((event) => event.hospitalId === null);
  if (lost.length === 0) return { placed: events as PlacedEvent[], refusals: [] };
  const byCode = await hospitalsByCode(
    tx,
    lost.flatMap((event) => event.hospitalCode ?? []),
  );
  const byEncounter = await hospitalsByEncounter(
    tx,
    lost.filter((event) => event.hospitalCode === null),
    events,
  );
  const placed: PlacedEvent[] = [];
  const refusals: Refusal[] = [];
  for (const event of events) {
    const hospitals =
      event.hospitalCode === null ? (byEncounter.get(event.encounterId) ?? []) : [byCode.get(event.hospitalCode)];
    const hospitalId = event.hospitalId ?? (hospitals.length === 1 ? hospitals[0] : null);
    if (hospitalId) placed.push({ ...event, hospitalId });
    else if (hospitals.length > 1)
      refusals.push(
        refuse(event.id, "HOSPITAL_AMBIGUOUS", "several hospitals have this encounter; send hospital_code"),
      );
    else if (event.hospitalCode !== null)
      refusals.push(refuse(event.id, "HOSPITAL_UNKNOWN", "no hospital has this hospital_code"));
    else refusals.push(refuse(event.id, "HOSPITAL_UNKNOWN", "no hospital_code, and no journey has this encounter"));
  }
  return { placed, refusals };
}

async function hospitalsByCode(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await sql<{ id: string; code: string }>(tx.em, "select id, code from hospital where code = any($1)", [
    codes,
  ]);
  return new Map(rows.map((row) => [row.code, row.id]));
}

async function hospitalsByEncounter(
  tx: Tx,
  lost: readonly EncounterEvent[],
  batch: readonly EncounterEvent[],
): Promise<Map<string, string[]>> {
  const encounters = [...new Set(lost.map((event) => event.encounterId))];
  if (encounters.length === 0) return new Map();
  const rows = await sql<{ encounterId: string; hospitalId: string }>(
    tx.em,
    `select encounter_id as "encounterId", hospital_id as "hospitalId" from journey_instance where encounter_id = any($1)`,
    [encounters],
  );
  // Its journey may be about to open in this very batch.
  const known = [
    ...rows,
    ...batch.flatMap(({ encounterId, hospitalId }) => (hospitalId ? [{ encounterId, hospitalId }] : [])),
  ];
  const byEncounter = Map.groupBy(known, (row) => row.encounterId);
  return new Map([...byEncounter].map(([id, found]) => [id, [...new Set(found.map((row) => row.hospitalId))]]));
}
