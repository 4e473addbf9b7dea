import { Language, newId, sql, type Tx } from "../core/index.ts";
import { Backend, type NotificationStatus } from "./notification.enums.ts";
import type { NotificationRow } from "./notification.rows.ts";

export interface LogEntry {
  readonly row: NotificationRow;
  readonly status: NotificationStatus;
  readonly error?: string | null;
  readonly backend?: Backend;
  /** 0 when nothing was tried. */
  readonly attempt?: number;
  readonly language?: Language;
  readonly recipientMasked?: string | null;
  readonly body?: string | null;
  readonly segments?: number | null;
  readonly templateId?: string | null;
  readonly templateVersion?: number | null;
}

/** F6.4: writes the rows of many attempts in one statement; returns their ids. The text is encrypted at rest. */
export async function writeLog(tx: Tx, entries: readonly LogEntry[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const { cipher } = tx.kernel;
  const column = <Value>(of: (entry: LogEntry) => Value) => entries.map(of);
  const ids = entries.map(newId);
  await sql(
    tx.em,
    `insert into notification_log (id, created_at, notification_id, hospital_id, purpose, channel, backend, attempt, status, recipient_masked,
            language, body_sealed, segments, error, related_type, related_id, patient_id, template_id, template_version)
     select r.id, $1, r.n, r.h, r.p, r.c, r.b, r.a, r.s, r.m, r.l, r.body, r.seg, r.e, r.rt, r.ri, r.pat, r.ti, r.tv
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[],
                   $11::text[], $12::bytea[], $13::int[], $14::text[], $15::text[], $16::uuid[], $17::uuid[], $18::uuid[], $19::int[])
         as r(id, n, h, p, c, b, a, s, m, l, body, seg, e, rt, ri, pat, ti, tv)`,
    [
      tx.now,
      ids,
      column(({ row }) => row.id),
      column(({ row }) => row.hospitalId),
      column(({ row }) => row.purpose),
      column(({ row }) => row.channel),
      column((entry) => entry.backend ?? Backend.CONSOLE),
      column((entry) => entry.attempt ?? 0),
      column((entry) => entry.status),
      column((entry) => entry.recipientMasked ?? null),
      column((entry) => entry.language ?? entry.row.language ?? Language.AR),
      column((entry) => (entry.body == null ? null : cipher.seal(entry.body))),
      column((entry) => entry.segments ?? null),
      column((entry) => entry.error ?? null),
      column(({ row }) => row.relatedType),
      column(({ row }) => row.relatedId),
      column(({ row }) => row.patientId),
      column((entry) => entry.templateId ?? null),
      column((entry) => entry.templateVersion ?? null),
    ],
  );
  return ids;
}
