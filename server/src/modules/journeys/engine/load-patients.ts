import { sql, type Language, type Tx } from "../../core/index.ts";
import { openIdentity, type PatientIdentity } from "../../organizations/index.ts";
import type { PatientState } from "../patient.state.ts";

export interface PatientNumber {
  readonly hospitalId: string;
  readonly mrn: string;
}

interface PatientRow {
  readonly id: string;
  readonly hospitalId: string;
  readonly mrn: string;
  readonly mergedIntoId: string | null;
  readonly language: Language;
  readonly hasContactConsent: boolean;
  readonly nameArSealed: Buffer | null;
  readonly nameEnSealed: Buffer | null;
  readonly nationalIdSealed: Buffer | null;
  readonly mobileSealed: Buffer | null;
  readonly emailSealed: Buffer | null;
}

const columns = `p.id, p.hospital_id as "hospitalId", p.mrn, p.merged_into_id as "mergedIntoId", p.language,
  p.has_contact_consent as "hasContactConsent", p.name_ar_sealed as "nameArSealed", p.name_en_sealed as "nameEnSealed",
  p.national_id_sealed as "nationalIdSealed", p.mobile_sealed as "mobileSealed", p.email_sealed as "emailSealed"`;

/** The patients of these numbers, and the survivors of those that were merged away. */
export async function loadPatients(tx: Tx, numbers: readonly PatientNumber[]): Promise<PatientState[]> {
  const wanted = [...new Map(numbers.map((each) => [`${each.hospitalId} ${each.mrn}`, each])).values()];
  if (wanted.length === 0) return [];
  const rows = await sql<PatientRow>(
    tx.em,
    `select ${columns} from unnest($1::uuid[], $2::text[]) as w(hospital_id, mrn)
       join patient p on p.hospital_id = w.hospital_id and p.mrn = w.mrn`,
    [wanted.map((each) => each.hospitalId), wanted.map((each) => each.mrn)],
  );
  const present = new Set(rows.map((row) => row.id));
  const survivors = rows.flatMap((row) =>
    row.mergedIntoId && !present.has(row.mergedIntoId) ? [row.mergedIntoId] : [],
  );
  const others =
    survivors.length === 0
      ? []
      : await sql<PatientRow>(tx.em, `select ${columns} from patient p where p.id = any($1)`, [survivors]);
  return [...rows, ...others].map((row) => stateOf(tx, row));
}

/** Identity is opened when a rule asks for it: most events only need to know whose journey it is. */
function stateOf(tx: Tx, row: PatientRow): PatientState {
  const { id, hospitalId, mrn, mergedIntoId, language, hasContactConsent } = row;
  let opened: PatientIdentity | undefined;
  return {
    id,
    hospitalId,
    mrn,
    mergedIntoId,
    language,
    hasContactConsent,
    get identity() {
      return (opened ??= openIdentity(tx.kernel.cipher, row));
    },
  };
}
