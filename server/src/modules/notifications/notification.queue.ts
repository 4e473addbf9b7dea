import { newId, sql, type Tx } from "../core/index.ts";
import { notificationsContract } from "./notification.jobs.ts";
import type { NotificationRequest } from "./notification.request.ts";

/**
 * NO-1: a message waits as a row, written in the transaction of what causes it; a worker sends it. All in one statement.
 * Returns the ids in the order of the requests.
 */
export async function queueNotifications(tx: Tx, requests: readonly NotificationRequest[]): Promise<string[]> {
  if (requests.length === 0) return [];
  const { cipher } = tx.kernel;
  const ids = requests.map(newId);
  await sql(
    tx.em,
    `insert into notification (id, created_at, hospital_id, purpose, channel, patient_id, user_id, related_type, related_id,
                               language, data_sealed, contact_sealed, status, attempts, available_at, send_before)
     select r.id, $1, r.hospital_id, r.purpose, r.channel, r.patient_id, r.user_id, r.related_type, r.related_id,
            r.language, r.data_sealed, r.contact_sealed, 'QUEUED', 0, greatest($1, r.send_after), r.send_before
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::uuid[],
                   $10::text[], $11::bytea[], $12::timestamptz[], $13::timestamptz[], $14::bytea[])
         as r(id, hospital_id, purpose, channel, patient_id, user_id, related_type, related_id,
              language, data_sealed, send_after, send_before, contact_sealed)`,
    [
      tx.now,
      ids,
      requests.map((request) => request.hospitalId),
      requests.map((request) => request.purpose),
      requests.map((request) => request.channel),
      requests.map((request) => request.patientId ?? null),
      requests.map((request) => request.userId ?? null),
      requests.map((request) => request.relatedType),
      requests.map((request) => request.relatedId),
      requests.map((request) => request.language ?? null),
      requests.map((request) => cipher.seal(JSON.stringify(request.data))),
      requests.map((request) => request.sendAfter ?? null),
      requests.map((request) => request.sendBefore ?? null),
      requests.map((request) => (request.contact ? cipher.seal(JSON.stringify(request.contact)) : null)),
    ],
  );
  tx.ring(notificationsContract.name);
  return ids;
}

/** Messages of a merged patient record go to, and count for, the surviving one. */
export async function moveNotifications(tx: Tx, fromPatientId: string, intoPatientId: string): Promise<void> {
  await sql(tx.em, "update notification set patient_id = $2 where patient_id = $1", [fromPatientId, intoPatientId]);
}
