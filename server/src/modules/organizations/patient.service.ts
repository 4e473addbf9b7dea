import { ref } from "@mikro-orm/core";
import {
  applyChanges,
  assertVersion,
  covers,
  failure,
  findVisible,
  forbidden,
  type Language,
  type Tx,
} from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";
import { normalisePhone } from "./organization.rules.ts";
import { Patient } from "./patient.entity.ts";
import { sealIdentity, type PatientIdentity } from "./patient.identity.ts";

export interface PatientFields extends Partial<PatientIdentity> {
  mrn?: string;
  language?: Language;
  hasContactConsent?: boolean;
}

export async function createPatient(
  tx: Tx,
  hospitalId: string,
  fields: PatientFields & { mrn: string },
): Promise<Patient> {
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  const hospital = await findVisible(tx.em, Hospital, hospitalId);
  const { identity, rest } = split(fields);
  checkPatient(fields);
  await assertMrnIsFree(tx, hospitalId, fields.mrn);
  const patient = tx.em.create(Patient, {
    ...rest,
    ...sealIdentity(tx.kernel.cipher, identity),
    mrn: fields.mrn.trim(),
    hospital: ref(hospital),
  });
  audit(tx, "created", patient, Object.keys(fields));
  return patient;
}

export async function updatePatient(tx: Tx, id: string, version: number, fields: PatientFields): Promise<Patient> {
  const patient = await findVisible(tx.em, Patient, id);
  if (!covers(tx.scope, { hospitalId: patient.hospital.id })) throw forbidden();
  assertVersion(patient, version);
  checkPatient(fields);
  const { identity, rest } = split(fields);
  if (fields.mrn !== undefined && fields.mrn !== patient.mrn)
    await assertMrnIsFree(tx, patient.hospital.id, fields.mrn);
  applyChanges(patient, { ...rest, ...sealIdentity(tx.kernel.cipher, identity) });
  audit(
    tx,
    "updated",
    patient,
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  return patient;
}

/** OR-12: a patient with a history is hidden, not removed: journeys and answers still belong to somebody. */
export async function deletePatient(tx: Tx, id: string): Promise<string> {
  const patient = await findVisible(tx.em, Patient, id);
  if (!covers(tx.scope, { hospitalId: patient.hospital.id })) throw forbidden();
  patient.deletedAt = tx.now;
  audit(tx, "deleted", patient, []);
  return id;
}

function split({ mrn, language, hasContactConsent, ...identity }: PatientFields) {
  return { identity, rest: { ...(mrn === undefined ? {} : { mrn: mrn.trim() }), language, hasContactConsent } };
}

function checkPatient(fields: PatientFields): void {
  if (fields.mrn !== undefined && fields.mrn.trim() === "") {
    throw failure("REQUIRED", "A medical record number is required.", "رقم الملف الطبي مطلوب.", ["mrn"]);
  }
  if (fields.mobile && normalisePhone(fields.mobile) === null) {
    throw failure(
      "BAD_PHONE",
      "Write the number as +966 5… or with its country code.",
      "اكتب الرقم بصيغة +966 5 أو مع رمز الدولة.",
      ["mobile"],
    );
  }
}

async function assertMrnIsFree(tx: Tx, hospital: string, mrn: string): Promise<void> {
  if ((await tx.em.count(Patient, { hospital, mrn: mrn.trim() }, { filters: false })) === 0) return;
  throw failure(
    "MRN_TAKEN",
    "A patient with this MRN exists in this hospital.",
    "يوجد مريض بهذا الرقم الطبي في هذا المستشفى.",
    ["mrn"],
  );
}

/** Names of the fields only: their values are identity. */
function audit(tx: Tx, verb: string, patient: Patient, fields: string[]): void {
  tx.audit({
    action: `patient.${verb}`,
    targetType: "Patient",
    targetId: patient.id,
    hospitalId: patient.hospital.id,
    after: fields.length > 0 ? { fields } : null,
  });
}
