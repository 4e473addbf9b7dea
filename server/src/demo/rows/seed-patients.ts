import { Language, type Tx } from "../../modules/core/index.ts";
import { sealIdentity } from "../../modules/organizations/index.ts";
import { drawPatient, type PatientPerson } from "../people/people.ts";
import type { Random } from "../random.ts";
import { insertRows, mapped, type Columns } from "./insert.ts";

export interface DemoPatient extends PatientPerson {
  readonly id: string;
  readonly mrn: string;
  readonly hospital: string;
  readonly since: Date;
}

/** Numbers from here on, so that the examples of the documentation (MRN-000045) meet no stranger. */
const firstMrn = 100_001;

/** Patients as they come: six in ten visits are somebody's first. */
export class PatientPool {
  private readonly known = new Map<string, DemoPatient[]>();
  readonly all: DemoPatient[] = [];

  constructor(private readonly random: Random) {}

  visitor(hospital: string, at: Date): DemoPatient {
    const here = this.known.get(hospital) ?? [];
    this.known.set(hospital, here);
    if (here.length > 0 && this.random.chance(0.4)) return this.random.pick(here);
    const mrn = `MRN-${firstMrn + this.all.length}`;
    const patient = { ...drawPatient(this.random), id: this.random.id(at), mrn, hospital, since: at };
    here.push(patient);
    this.all.push(patient);
    return patient;
  }
}

interface PatientRow {
  id: string;
  created_at: Date;
  updated_at: Date;
  hospital_id: string;
  mrn: string;
  language: Language;
  has_contact_consent: boolean;
  name_ar_sealed: unknown;
  name_en_sealed: unknown;
  national_id_sealed: unknown;
  national_id_index: unknown;
  mobile_sealed: unknown;
  mobile_index: unknown;
}

const columns: Columns<PatientRow> = {
  id: "uuid",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  hospital_id: "uuid",
  mrn: "text",
  language: "text",
  has_contact_consent: "boolean",
  name_ar_sealed: "bytea",
  name_en_sealed: "bytea",
  national_id_sealed: "bytea",
  national_id_index: "bytea",
  mobile_sealed: "bytea",
  mobile_index: "bytea",
};

export async function insertPatients(
  tx: Tx,
  patients: readonly DemoPatient[],
  hospitalId: (code: string) => string,
): Promise<void> {
  const rows = mapped(patients, (patient): PatientRow => {
    const { nameAr, nameEn, nationalId, mobile } = patient;
    const sealed = sealIdentity(tx.kernel.cipher, { nameAr, nameEn, nationalId, mobile });
    return {
      id: patient.id,
      created_at: patient.since,
      updated_at: patient.since,
      hospital_id: hospitalId(patient.hospital),
      mrn: patient.mrn,
      language: Language[patient.language],
      has_contact_consent: patient.hasContactConsent,
      name_ar_sealed: sealed.nameArSealed,
      name_en_sealed: sealed.nameEnSealed,
      national_id_sealed: sealed.nationalIdSealed,
      national_id_index: sealed.nationalIdIndex,
      mobile_sealed: sealed.mobileSealed,
      mobile_index: sealed.mobileIndex,
    };
  });
  await insertRows(tx, "patient", columns, rows);
}
