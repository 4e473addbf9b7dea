import { Language } from "../core/index.ts";
import { absorb } from "./patient.rules.ts";
import { emptyIdentity, type PatientState } from "./patient.state.ts";

export interface Merge {
  readonly from: PatientState;
  readonly into: PatientState;
}

/** The patients that a batch deals with, as they are at this point of it. In memory only. */
export class PatientRegister {
  private readonly byMrn = new Map<string, PatientState>();
  private readonly byId = new Map<string, PatientState>();
  private readonly loaded = new Map<string, PatientState>();
  readonly merges: Merge[] = [];

  constructor(
    patients: readonly PatientState[],
    private readonly newId: () => string,
  ) {
    for (const patient of patients) {
      this.loaded.set(patient.id, patient);
      this.put(patient);
    }
  }

  put(patient: PatientState): PatientState {
    this.byMrn.set(`${patient.hospitalId} ${patient.mrn}`, patient);
    this.byId.set(patient.id, patient);
    return patient;
  }

  /** The one who lives under this number today: merged records lead to their survivor (JO-16). */
  find(hospitalId: string, mrn: string): PatientState | null {
    const patient = this.byMrn.get(`${hospitalId} ${mrn}`);
    return patient ? this.survivorOf(patient) : null;
  }

  findOrAdd(hospitalId: string, mrn: string): PatientState {
    return (
      this.find(hospitalId, mrn) ??
      this.put({
        id: this.newId(),
        hospitalId,
        mrn,
        mergedIntoId: null,
        identity: emptyIdentity,
        language: Language.AR,
        hasContactConsent: true,
      })
    );
  }

  /** Where a journey of this patient belongs now. */
  survivorId(patientId: string): string {
    const patient = this.byId.get(patientId);
    return patient ? this.survivorOf(patient).id : patientId;
  }

  /** JO-16: null when the two are one already. Whoever was merged into `from` before follows to the new survivor. */
  merge(hospitalId: string, fromMrn: string, intoMrn: string): Merge | null {
    const from = this.findOrAdd(hospitalId, fromMrn);
    const into = this.findOrAdd(hospitalId, intoMrn);
    if (from.id === into.id) return null;
    const merge = { from: this.put({ ...from, mergedIntoId: into.id }), into: this.put(absorb(into, from)) };
    for (const patient of [...this.byId.values()]) {
      if (patient.mergedIntoId === from.id) this.put({ ...patient, mergedIntoId: into.id });
    }
    this.merges.push(merge);
    return merge;
  }

  added(): PatientState[] {
    return [...this.byId.values()].filter((patient) => !this.loaded.has(patient.id));
  }

  changed(): { before: PatientState; after: PatientState }[] {
    return [...this.loaded.values()].flatMap((before) => {
      const after = this.byId.get(before.id);
      return after && after !== before ? [{ before, after }] : [];
    });
  }

  private survivorOf(patient: PatientState): PatientState {
    return patient.mergedIntoId === null ? patient : (this.byId.get(patient.mergedIntoId) ?? patient);
  }
}
