import { sql, type Tx } from "../../core/index.ts";
import { sealIdentity } from "../../organizations/index.ts";
import { moveSurveys } from "../../surveys/index.ts";
import { patientsMerged } from "../journey.events.ts";
import { changedFields } from "../patient.rules.ts";
import type { Merge, PatientRegister } from "../patient-register.ts";
import { emptyIdentity, type PatientState } from "../patient.state.ts";

/** Patients come before journeys: those refer to them. */
export async function writePatients(tx: Tx, register: PatientRegister): Promise<void> {
  const added = register.added();
  const changed = register.changed();
  if (added.length > 0) await insertPatients(tx, added);
  if (changed.length > 0)
    await updatePatients(
      tx,
      changed.map(({ after }) => after),
    );
  for (const { id, hospitalId, ...patient } of added) {
    const blank = { ...patient, id, hospitalId, identity: emptyIdentity };
    auditPatient(tx, "patient.created", blank, [
      "mrn",
      ...changedFields(blank, { ...blank, identity: patient.identity }),
    ]);
  }
  for (const { before, after } of changed) {
    const fields = changedFields(before, after);
    if (fields.length > 0) auditPatient(tx, "patient.updated", after, fields);
  }
}

/** Names of the fields only: their values are identity. */
function auditPatient(tx: Tx, action: string, { id: targetId, hospitalId }: PatientState, fields: string[]): void {
  tx.audit({ action, targetType: "Patient", targetId, hospitalId, after: { fields } });
}

/** In the order of `parameters`: what an insert and an update share. */
function identityColumns(tx: Tx, patients: readonly PatientState[]): unknown[][] {
  const sealed = patients.map((patient) => sealIdentity(tx.kernel.cipher, patient.identity));
  return [
    patients.map((patient) => patient.id),
    sealed.map((each) => each.nameArSealed ?? null),
    sealed.map((each) => each.nameEnSealed ?? null),
    sealed.map((each) => each.nationalIdSealed ?? null),
    sealed.map((each) => each.mobileSealed ?? null),
    sealed.map((each) => each.emailSealed ?? null),
    sealed.map((each) => each.mobileIndex ?? null),
    sealed.map((each) => each.nationalIdIndex ?? null),
    patients.map((patient) => patient.language),
    patients.map((patient) => patient.hasContactConsent),
    patients.map((patient) => patient.mergedIntoId),
  ];
}

const arrays = `unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[],
  $9::text[], $10::boolean[], $11::uuid[]`;
const names = `id, name_ar_sealed, name_en_sealed, national_id_sealed, mobile_sealed, email_sealed, mobile_index, national_id_index,
  language, has_contact_consent, merged_into_id`;

async function insertPatients(tx: Tx, patients: readonly PatientState[]): Promise<void> {
  await sql(
    tx.em,
    `insert into patient (${names}, hospital_id, mrn, created_at, updated_at, version)
     select w.*, $14, $14, 1 from ${arrays}, $12::uuid[], $13::text[]) as w(${names}, hospital_id, mrn)`,
    [
      ...identityColumns(tx, patients),
      patients.map((each) => each.hospitalId),
      patients.map((each) => each.mrn),
      tx.now,
    ],
  );
}

async function updatePatients(tx: Tx, patients: readonly PatientState[]): Promise<void> {
  const assignments = names
    .split(",")
    .slice(1)
    .map((name) => `${name.trim()} = w.${name.trim()}`);
  await sql(
    tx.em,
    `update patient p set ${assignments.join(", ")}, updated_at = $12, version = p.version + 1
       from ${arrays}) as w(${names}) where p.id = w.id`,
    [...identityColumns(tx, patients), tx.now],
  );
}

/** JO-16: in the order in which they happened, so that a chain ends where it ends. */
export async function writeMerges(tx: Tx, merges: readonly Merge[]): Promise<void> {
  for (const { from, into } of merges) {
    await sql(tx.em, "update patient set merged_into_id = $2, version = version + 1 where merged_into_id = $1", [
      from.id,
      into.id,
    ]);
    const moved = await sql(
      tx.em,
      "update journey_instance set patient_id = $2, version = version + 1, updated_at = $3 where patient_id = $1 returning id",
      [from.id, into.id, tx.now],
    );
    await moveSurveys(tx, from.id, into.id);
    tx.audit({
      action: "patient.merged",
      targetType: "Patient",
      targetId: into.id,
      hospitalId: into.hospitalId,
      before: { patientId: from.id, mrn: from.mrn },
      after: { patientId: into.id, mrn: into.mrn, movedJourneys: moved.length },
    });
  }
  if (merges.length > 0) {
    tx.emit(patientsMerged, {
      merges: merges.map(({ from, into }) => ({ fromPatientId: from.id, intoPatientId: into.id })),
    });
  }
}
