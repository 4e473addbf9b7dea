import type { Language } from "../core/index.ts";
import type { PatientIdentity } from "../organizations/index.ts";

/** A patient as the rules see it. Never changed in place. */
export interface PatientState {
  readonly id: string;
  readonly hospitalId: string;
  readonly mrn: string;
  /** JO-16: always the survivor itself, never a link of a chain. */
  readonly mergedIntoId: string | null;
  readonly identity: PatientIdentity;
  readonly language: Language;
  readonly hasContactConsent: boolean;
}

export const emptyIdentity: PatientIdentity = {
  nameAr: null,
  nameEn: null,
  nationalId: null,
  mobile: null,
  email: null,
};
