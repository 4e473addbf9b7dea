import { ref } from "@mikro-orm/core";
import {
  applyChanges,
  assertNothingStands,
  assertVersion,
  covers,
  failure,
  findVisible,
  forbidden,
  type Language,
  type Problem,
  type Tx,
} from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";
import { defined } from "./member.service.ts";
import { normalisePhone, westernDigits } from "./organization.rules.ts";
import { Patient } from "./patient.entity.ts";
import { openIdentity, sealIdentity, type PatientIdentity } from "./patient.identity.ts";
import { normaliseNationalId, saudiProblems } from "./saudi.rules.ts";

export interface PatientFields extends Partial<PatientIdentity> {
  mrn?: string;
  language?: Language;
  hasContactConsent?: boolean;
}

/** OR-13: codes of the warnings that a person has seen and overrides. */
export type AcceptedWarnings = readonly string[] | undefined;

export async function createPatient(
  tx: Tx,
  hospitalId: string,
  fields: PatientFields & { mrn: string },
  accepted?: AcceptedWarnings,
): Promise<Patient> {
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  const hospital = await findVisible(tx.em, Hospital, hospitalId);
  assertNothingStands([...mrnProblems(fields.mrn), ...saudiProblems(fields)], accepted);
  await assertMrnIsFree(tx, hospitalId, fields.mrn);
  return addPatient(tx, hospital, fields, accepted);
}

/** Writes and audits a patient whose rules were checked before. */
export function addPatient(
  tx: Tx,
  hospital: Hospital,
  fields: PatientFields & { mrn: string },
  accepted?: AcceptedWarnings,
): Patient {
  const { identity, rest } = split(fields);
  const patient = tx.em.create(Patient, {
    ...rest,
    ...sealIdentity(tx.kernel.cipher, identity),
    mrn: normaliseMrn(fields.mrn),
    hospital: ref(hospital),
  });
  audit(tx, "created", patient, Object.keys(defined(fields)), accepted);
  return patient;
}

export async function updatePatient(
  tx: Tx,
  id: string,
  version: number,
  given: PatientFields,
  accepted?: AcceptedWarnings,
): Promise<Patient> {
  const patient = await findVisible(tx.em, Patient, id);
  if (!covers(tx.scope, { hospitalId: patient.hospital.id })) throw forbidden();
  assertVersion(patient, version);
  const fields = changesOf(tx, patient, given);
  assertNothingStands([...mrnProblems(fields.mrn), ...saudiProblems(fields)], accepted);
  if (fields.mrn !== undefined) await assertMrnIsFree(tx, patient.hospital.id, fields.mrn);
  return changePatient(tx, patient, fields, accepted);
}

/** Changes and audits a patient whose rules were checked before. `fields`: what differs (`changesOf`). */
export function changePatient(tx: Tx, patient: Patient, fields: PatientFields, accepted?: AcceptedWarnings): Patient {
  const { identity, rest } = split(fields);
  applyChanges(patient, { ...rest, ...sealIdentity(tx.kernel.cipher, identity) });
  audit(tx, "updated", patient, Object.keys(fields), accepted);
  return patient;
}

/** What differs from what is known: what somebody entered long ago is not questioned again with each save. */
export function changesOf(tx: Tx, patient: Patient, fields: PatientFields): PatientFields {
  const known: PatientFields = {
    ...openIdentity(tx.kernel.cipher, patient),
    mrn: patient.mrn,
    language: patient.language,
    hasContactConsent: patient.hasContactConsent,
  };
  const kept: PatientFields = {
    ...fields,
    mrn: fields.mrn === undefined ? undefined : normaliseMrn(fields.mrn),
    nationalId: fields.nationalId && normaliseNationalId(fields.nationalId),
    mobile: fields.mobile && (normalisePhone(fields.mobile) ?? fields.mobile),
  };
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && (value || null) !== (known[name as keyof PatientFields] || null);
  return Object.fromEntries(Object.entries(kept).filter(differs)) as PatientFields;
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
  return { identity, rest: { ...(mrn === undefined ? {} : { mrn: normaliseMrn(mrn) }), language, hasContactConsent } };
}

/** The same number, whichever digits it was typed with. */
export const normaliseMrn = (mrn: string): string => westernDigits(mrn).trim();

function mrnProblems(mrn: string | undefined): Problem[] {
  if (mrn === undefined || mrn.trim() !== "") return [];
  return [
    {
      code: "REQUIRED",
      message: { en: "A medical record number is required.", ar: "رقم الملف الطبي مطلوب." },
      field: ["mrn"],
    },
  ];
}

async function assertMrnIsFree(tx: Tx, hospital: string, mrn: string): Promise<void> {
  if ((await tx.em.count(Patient, { hospital, mrn: normaliseMrn(mrn) }, { filters: false })) === 0) return;
  throw failure(
    "MRN_TAKEN",
    "A patient with this MRN exists in this hospital.",
    "يوجد مريض بهذا الرقم الطبي في هذا المستشفى.",
    ["mrn"],
  );
}

/** Names of the fields only: their values are identity. */
function audit(tx: Tx, verb: string, patient: Patient, fields: string[], accepted: AcceptedWarnings = []): void {
  tx.audit({
    action: `patient.${verb}`,
    targetType: "Patient",
    targetId: patient.id,
    hospitalId: patient.hospital.id,
    after: fields.length > 0 ? { fields, ...(accepted.length > 0 ? { acceptedWarnings: accepted } : {}) } : null,
  });
}
