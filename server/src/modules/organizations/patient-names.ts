import {
  foldText,
  runSystemTx,
  sql,
  wordsOf,
  type IdentityCipher,
  type Kernel,
  type TickContract,
} from "../core/index.ts";

/**
 * OR-30: names are encrypted, so each of their folded words has a keyed hash by which it can be found, whole words only. A
 * trigger empties the hashes when a name changes; this makes them anew.
 */
export const patientNamesTick: TickContract = { kind: "tick", name: "patient-names", everySeconds: 10 };

const batch = 500;

/** The hashes of the words of a name, as hexadecimal. */
export function nameHashes(cipher: IdentityCipher, names: readonly (string | null)[]): string[] {
  const words = new Set(names.flatMap((name) => wordsOf(foldText(name ?? ""))));
  return [...words].map((word) => cipher.blindIndex("name", word).toString("hex"));
}

interface Waiting {
  readonly id: string;
  readonly nameAr: Buffer | null;
  readonly nameEn: Buffer | null;
}

export async function runPatientNamesTick(kernel: Kernel): Promise<void> {
  while ((await indexNames(kernel)) === batch);
}

function indexNames(kernel: Kernel): Promise<number> {
  const { cipher } = kernel;
  const open = (sealed: Buffer | null) => (sealed ? cipher.open(sealed) : null);
  return runSystemTx(kernel, patientNamesTick.name, async (tx) => {
    const rows = await sql<Waiting>(
      tx.em,
      `select id, name_ar_sealed as "nameAr", name_en_sealed as "nameEn" from patient
        where name_index is null order by id limit $1 for update skip locked`,
      [batch],
    );
    if (rows.length === 0) return 0;
    const made = rows.map(({ id, nameAr, nameEn }) => ({
      id,
      words: nameHashes(cipher, [open(nameAr), open(nameEn)]),
    }));
    await sql(
      tx.em,
      `update patient p set name_index = array(select decode(word, 'hex') from jsonb_array_elements_text(m.words) as word)
         from jsonb_to_recordset($1::jsonb) as m(id uuid, words jsonb) where p.id = m.id`,
      [JSON.stringify(made)],
    );
    return rows.length;
  });
}
