import type { PatientIdentity } from "../organizations/index.ts";
import type { PatientContact } from "./engine/inbound-payload.ts";
import type { PatientState } from "./patient.state.ts";

const fields = ["nameAr", "nameEn", "nationalId", "mobile", "email"] as const satisfies (keyof PatientIdentity)[];

/**
 * JO-14: what an event says of its patient. Opening and updating events are the hospital's latest word and replace what is
 * known; any other event only fills in what nobody knew yet.
 */
export function withContact(
  patient: PatientState,
  contact: PatientContact | null,
  isLatestWord: boolean,
): PatientState {
  if (!contact) return patient;
  const identity = { ...patient.identity };
  for (const field of fields) {
    const said = contact.identity[field];
    if (said != null && (isLatestWord || identity[field] === null)) identity[field] = said;
  }
  const latest = isLatestWord
    ? {
        language: contact.language ?? patient.language,
        hasContactConsent: contact.hasContactConsent ?? patient.hasContactConsent,
      }
    : {};
  const next = { ...patient, ...latest, identity };
  return changedFields(patient, next).length > 0 ? next : patient;
}

/** Names of what differs: the audit trail gets names, never values. */
export function changedFields(before: PatientState, after: PatientState): string[] {
  const names: string[] = fields.filter((field) => before.identity[field] !== after.identity[field]);
  if (before.language !== after.language) names.push("language");
  if (before.hasContactConsent !== after.hasContactConsent) names.push("hasContactConsent");
  return names;
}

/** JO-16: the survivor fills its gaps from the other record; a refusal of contact in either of them holds. */
export function absorb(survivor: PatientState, other: PatientState): PatientState {
  const identity = { ...survivor.identity };
  for (const field of fields) identity[field] ??= other.identity[field];
  return { ...survivor, identity, hasContactConsent: survivor.hasContactConsent && other.hasContactConsent };
}
