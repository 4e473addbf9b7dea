import type { FieldProps } from "#ui/form/form.ts";

/** What the lookups have in common. `multiple` takes and gives a list, else one or null. */
export interface LookupProps extends FieldProps {
  multiple?: boolean;
  autofocus?: boolean;
}

const MIN_MRN = 3;
/** Saudi mobiles as people write them: 05…, 5…, +966 5…, 00966 5…; separators were taken out before. */
const MOBILE = /^(?:\+|00)?(?:966)?0?5\d{8}$/;

export interface PatientQuestion {
  mrn: string;
  mobile: string | null;
}

/** Patients are found by the whole MRN or mobile alone, never by leafing through names. null: not yet a question. */
export function patientQuestion(typed: string): PatientQuestion | null {
  const text = typed.trim();
  if (text.length < MIN_MRN) return null;
  const dense = text.replace(/[\s()-]/g, "");
  return { mrn: text, mobile: MOBILE.test(dense) ? dense : null };
}
