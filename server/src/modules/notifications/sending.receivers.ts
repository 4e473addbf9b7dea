import { Language, sql, type Tx } from "../core/index.ts";
import { Channel, maskEmail, maskPhone } from "../organizations/index.ts";
import type { Contact } from "./notification.request.ts";
import type { NotificationRow } from "./notification.rows.ts";

/** Who is written to. The address is a patient's identity: it goes to the gateway and nowhere else, masked into the log. */
export interface Receiver {
  readonly isPatient: boolean;
  readonly isReachable: boolean;
  readonly hasConsent: boolean;
  readonly language: Language;
  addressFor(channel: Channel): string | null;
}

export const maskAddress = (channel: Channel, address: string): string =>
  channel === Channel.EMAIL ? maskEmail(address) : maskPhone(address);

interface PatientRow {
  readonly id: string;
  readonly mobileSealed: Buffer | null;
  readonly emailSealed: Buffer | null;
  readonly language: Language;
  readonly hasContactConsent: boolean;
  readonly mergedIntoId: string | null;
  readonly deletedAt: Date | null;
}

interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly language: Language;
  readonly isActive: boolean;
}

export async function loadReceivers(
  tx: Tx,
  rows: readonly NotificationRow[],
): Promise<(row: NotificationRow) => Receiver | undefined> {
  const idsOf = (of: (row: NotificationRow) => string | null) => [...new Set(rows.map(of).filter((id) => id !== null))];
  const patients = await loadPatients(
    tx,
    idsOf((row) => row.patientId),
  );
  const userIds = idsOf((row) => row.userId);
  const users =
    userIds.length === 0
      ? []
      : await sql<UserRow>(
          tx.em,
          `select id, email::text as email, language, is_active as "isActive" from app_user where id = any($1)`,
          [userIds],
        );
  const usersById = new Map(users.map((user) => [user.id, user]));
  const { cipher } = tx.kernel;

  const patientReceiver = (patient: PatientRow): Receiver => ({
    isPatient: true,
    isReachable: patient.deletedAt === null,
    hasConsent: patient.hasContactConsent,
    language: patient.language,
    addressFor(channel) {
      const sealed = channel === Channel.EMAIL ? patient.emailSealed : patient.mobileSealed;
      return sealed ? cipher.open(sealed) || null : null;
    },
  });
  const contactReceiver = (sealed: Buffer, language: Language): Receiver => {
    const contact = JSON.parse(cipher.open(sealed)) as Contact;
    return {
      // Written to by the same rules of courtesy as a patient.
      isPatient: true,
      isReachable: true,
      hasConsent: true,
      language,
      addressFor: (channel) => (channel === Channel.EMAIL ? contact.email : contact.mobile),
    };
  };
  const userReceiver = (user: UserRow): Receiver => ({
    isPatient: false,
    isReachable: user.isActive,
    hasConsent: true,
    language: user.language,
    addressFor: (channel) => (channel === Channel.EMAIL ? user.email : null),
  });
  return (row) => {
    if (row.contactSealed) return contactReceiver(row.contactSealed, row.language ?? Language.AR);
    const patient = row.patientId ? survivorOf(patients, row.patientId) : undefined;
    if (patient) return patientReceiver(patient);
    const user = row.userId ? usersById.get(row.userId) : undefined;
    return user && userReceiver(user);
  };
}

/** Patients and, for records that were merged, those they were merged into. */
async function loadPatients(tx: Tx, ids: readonly string[]): Promise<Map<string, PatientRow>> {
  const found = new Map<string, PatientRow>();
  let wanted = [...ids];
  while (wanted.length > 0) {
    const rows = await sql<PatientRow>(
      tx.em,
      `select id, mobile_sealed as "mobileSealed", email_sealed as "emailSealed", language, has_contact_consent as "hasContactConsent",
              merged_into_id as "mergedIntoId", deleted_at as "deletedAt" from patient where id = any($1)`,
      [wanted],
    );
    for (const row of rows) found.set(row.id, row);
    wanted = [...new Set(rows.map((row) => row.mergedIntoId).filter((id) => id !== null))].filter(
      (id) => !found.has(id),
    );
  }
  return found;
}

function survivorOf(patients: ReadonlyMap<string, PatientRow>, id: string): PatientRow | undefined {
  const seen = new Set<string>();
  let patient = patients.get(id);
  while (patient?.mergedIntoId && !seen.has(patient.id)) {
    seen.add(patient.id);
    patient = patients.get(patient.mergedIntoId);
  }
  return patient;
}
