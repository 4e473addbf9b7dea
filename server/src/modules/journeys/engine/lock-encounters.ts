import { lockKeys, sql, type Tx } from "../../core/index.ts";
import type { Encounter } from "./load-journeys.ts";
import type { PatientNumber } from "./load-patients.ts";

export interface Locks {
  readonly encounters: readonly Encounter[];
  readonly patients: readonly PatientNumber[];
  /** Hospitals in which this transaction merges patients. */
  readonly mergesIn?: readonly string[];
}

/**
 * JO-20: whoever touches an encounter holds its lock, all locks of a batch taken at once and in one order. A merge can reach any
 * journey of its hospital, so it has the hospital for itself: merges pass a gate alone, everything else passes it side by side.
 */
export async function lockEncounters(tx: Tx, { encounters, patients, mergesIn = [] }: Locks): Promise<void> {
  const hospitals = [...new Set([...encounters, ...patients].map((each) => each.hospitalId))].sort();
  if (hospitals.length === 0) return;
  await sql(
    tx.em,
    `select case when is_merging then pg_advisory_xact_lock(h) else pg_advisory_xact_lock_shared(h) end
       from (select hashtextextended('patient-merge:' || id, 360) as h, is_merging
               from unnest($1::text[], $2::boolean[]) as w(id, is_merging) order by 1) as gates`,
    [hospitals, hospitals.map((id) => mergesIn.includes(id))],
  );
  await lockKeys(tx.em, [
    ...encounters.map((each) => `encounter:${each.hospitalId}:${each.encounterId}`),
    ...patients.map((each) => `patient:${each.hospitalId}:${each.mrn}`),
  ]);
}
