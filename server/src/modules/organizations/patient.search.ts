import { sql, type RequestContext, type SearchHitFound, type SearchProvider } from "../core/index.ts";
import { normalisePhone } from "./organization.rules.ts";
import { nameHashes } from "./patient-names.ts";
import { Patient } from "./patient.entity.ts";
import { identityLoader } from "./patient.identity.ts";
import { normaliseMrn } from "./patient.service.ts";

/**
 * OR-31: a patient is found by the whole record number; by the whole phone number or by whole words of the name only with the right to
 * see identity: the answer would tell whose it is.
 */
export const patientSearch: SearchProvider = {
  kind: "Patient",
  permission: "patient.read",
  async run(context, { typed, folded }, limit) {
    const byNumber = await context.reader("patient.read").find(
      Patient,
      {
        mrn: { $in: [...new Set([normaliseMrn(typed), normaliseMrn(typed.toUpperCase())])] },
        deletedAt: null,
        mergedInto: null,
      },
      { limit },
    );
    const named = context.may("patient.identity") ? await findByIdentity(context, typed, folded, limit) : [];
    const found = [...new Map([...byNumber, ...named].map((patient) => [patient.id, patient])).values()].slice(
      0,
      limit,
    );
    return Promise.all(found.map((patient) => hitOf(context, patient)));
  },
};

async function hitOf(context: RequestContext, patient: Patient): Promise<SearchHitFound> {
  const { nameAr, nameEn } = await identityLoader(context).load(patient);
  const title = { ar: nameAr ?? nameEn ?? patient.mrn, en: nameEn ?? nameAr ?? patient.mrn };
  return { id: patient.id, title, subtitle: patient.mrn };
}

async function findByIdentity(
  context: RequestContext,
  typed: string,
  folded: string,
  limit: number,
): Promise<Patient[]> {
  const { cipher } = context.kernel;
  const em = context.reader("patient.identity");
  const scope = context.scope("patient.identity");
  const phone = /\d{5}/.test(folded) ? normalisePhone(typed) : null;
  // Reference data: whoever belongs to the hospital sees its patients.
  const rows = await sql<{ id: string }>(
    em,
    `select id from patient
      where ${phone ? "mobile_index = $1" : "name_index @> array(select decode(word, 'hex') from unnest($1::text[]) as word)"}
        and ($2 or hospital_id = any($3::uuid[])) and deleted_at is null and merged_into_id is null
      order by id desc limit $4`,
    [phone ? cipher.blindIndex("mobile", phone) : nameHashes(cipher, [typed]), scope.all, scope.homeHospitalIds, limit],
  );
  return rows.length > 0 ? em.find(Patient, { id: { $in: rows.map(({ id }) => id) } }) : [];
}
