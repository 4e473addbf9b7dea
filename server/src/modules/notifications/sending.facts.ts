import { type Language, lockKeys, sql, type Tx } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import { type Backend, NotificationPurpose, type UncertainRule } from "./notification.enums.ts";
import type { NotificationRow } from "./notification.rows.ts";
import { quietUntil } from "./quiet-hours.rules.ts";
import { loadReceivers, type Receiver } from "./sending.receivers.ts";

export interface HospitalFacts {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly timeZone: string;
  /** End of the quiet hours that hold now (NO-4). */
  readonly quietUntil: Date | null;
  readonly fatigueMax: number;
  readonly fatigueDays: number;
}

export interface TextRow {
  readonly id: string;
  readonly version: number;
  readonly hospitalId: string | null;
  readonly purpose: NotificationPurpose;
  readonly channel: Channel;
  readonly subjectAr: string | null;
  readonly subjectEn: string | null;
  readonly textAr: string;
  readonly textEn: string;
  readonly providerTemplate: string | null;
  readonly providerParameters: readonly string[];
}

export interface ChannelRow {
  readonly id: string;
  readonly version: number;
  readonly hospitalId: string | null;
  readonly channel: Channel;
  readonly backend: Backend;
  readonly isEnabled: boolean;
  readonly endpoint: string | null;
  readonly sender: string | null;
  readonly secretSealed: Buffer | null;
  readonly maxAttempts: number;
  readonly uncertainRule: UncertainRule;
}

/** Everything that a batch needs to know, in a handful of queries however large it is. */
export interface BatchFacts {
  readonly hospitals: ReadonlyMap<string, HospitalFacts>;
  readonly texts: readonly TextRow[];
  readonly channels: readonly ChannelRow[];
  receiverOf(row: NotificationRow): Receiver | undefined;
  languageOf(row: NotificationRow): Language | undefined;
  /** Invitations that reached the patient within the hospital's days; grows as the batch sends. */
  readonly invitations: Map<string, number>;
}

type HospitalRow = Omit<HospitalFacts, "quietUntil"> & {
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
};

export async function loadFacts(tx: Tx, rows: readonly NotificationRow[]): Promise<BatchFacts> {
  const hospitalIds = [...new Set(rows.map((row) => row.hospitalId))];
  const hospitals = await sql<HospitalRow>(
    tx.em,
    `select h.id, h.name_ar as "nameAr", h.name_en as "nameEn", h.time_zone as "timeZone", s.quiet_from as "quietFrom", s.quiet_to as "quietTo",
            s.fatigue_max_invitations as "fatigueMax", s.fatigue_days as "fatigueDays"
       from hospital h join hospital_settings s on s.hospital_id = h.id where h.id = any($1)`,
    [hospitalIds],
  );
  const texts = await sql<TextRow>(
    tx.em,
    `select id, version, hospital_id as "hospitalId", purpose, channel, subject_ar as "subjectAr", subject_en as "subjectEn",
            text_ar as "textAr", text_en as "textEn", provider_template as "providerTemplate", provider_parameters as "providerParameters"
       from message_template where (hospital_id is null or hospital_id = any($1)) and purpose = any($2)`,
    [hospitalIds, [...new Set(rows.map((row) => row.purpose))]],
  );
  const channels = await sql<ChannelRow>(
    tx.em,
    `select id, version, hospital_id as "hospitalId", channel, backend, is_enabled as "isEnabled", endpoint, sender,
            secret_sealed as "secretSealed", max_attempts as "maxAttempts", uncertain_rule as "uncertainRule"
       from channel_setting where hospital_id is null or hospital_id = any($1)`,
    [hospitalIds],
  );
  const receivers = await loadReceivers(tx, rows);
  const byHospital = new Map(
    hospitals.map(({ quietFrom, quietTo, ...hospital }): [string, HospitalFacts] => [
      hospital.id,
      { ...hospital, quietUntil: quietUntil(tx.now, hospital.timeZone, quietFrom, quietTo) },
    ]),
  );
  return {
    hospitals: byHospital,
    texts,
    channels,
    receiverOf: receivers,
    languageOf: (row) => row.language ?? receivers(row)?.language,
    invitations: await countInvitations(tx, rows, byHospital),
  };
}

/**
 * NO-3: invitations that were sent, or may have been. Patients are locked first: two workers that each hold an invitation for one
 * patient must not both find room for theirs.
 */
async function countInvitations(
  tx: Tx,
  rows: readonly NotificationRow[],
  hospitals: ReadonlyMap<string, HospitalFacts>,
): Promise<Map<string, number>> {
  const since = new Map<string, Date>();
  for (const row of rows) {
    if (row.purpose !== NotificationPurpose.SURVEY_INVITATION || !row.patientId) continue;
    const days = hospitals.get(row.hospitalId)?.fatigueDays ?? 0;
    since.set(row.patientId, new Date(tx.now.getTime() - days * 86_400_000));
  }
  if (since.size === 0) return new Map();
  const patientIds = [...since.keys()];
  await lockKeys(
    tx.em,
    patientIds.map((id) => `invitations:${id}`),
  );
  const counts = await sql<{ patientId: string; sent: number }>(
    tx.em,
    `select n.patient_id as "patientId", count(*)::int as sent
       from unnest($1::uuid[], $2::timestamptz[]) as p(id, since) join notification n on n.patient_id = p.id and n.settled_at > p.since
      where n.purpose = 'SURVEY_INVITATION' and n.status in ('SENT', 'SENDING', 'UNCERTAIN') and n.id <> all($3::uuid[])
      group by n.patient_id`,
    [patientIds, [...since.values()], rows.map((row) => row.id)],
  );
  return new Map(counts.map(({ patientId, sent }) => [patientId, sent]));
}
