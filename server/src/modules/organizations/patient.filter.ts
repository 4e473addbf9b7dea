import { raw, type FilterQuery } from "@mikro-orm/core";
import { forbidden, type Permission, type RequestContext } from "../core/index.ts";
import { nameHashes } from "./patient-names.ts";
import { normalisePhone } from "./organization.rules.ts";
import type { Patient } from "./patient.entity.ts";
import type { PatientFilter } from "./patient.inputs.ts";
import { normaliseMrn } from "./patient.service.ts";
import { normaliseNationalId } from "./saudi.rules.ts";

/** No row has it: ids are of version 7. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** OR-11, OR-32: the answer tells whose the name, the number or the id is. */
const isByIdentity = (filter: PatientFilter | undefined | null): boolean =>
  Boolean(filter?.name || filter?.mobile || filter?.nationalId);

/** Naming one patient is another right than looking through all of them, and so is knowing who they are: each with its own reach. */
export function searchPermission(filter: PatientFilter | undefined | null): Permission {
  if (isByIdentity(filter)) return "patient.identity";
  return filter?.mrn ? "patient.read" : "patient.browse";
}

/** OR-14: who may not browse finds a patient only by naming one exactly. */
export function patientCondition(
  context: RequestContext,
  filter: PatientFilter | undefined | null,
): FilterQuery<Patient> {
  if (isByIdentity(filter) && !context.may("patient.identity")) throw forbidden();
  if (!context.may(searchPermission(filter))) return { id: nobody };
  return {
    deletedAt: null,
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.language ? { language: filter.language } : {}),
    ...(filter?.hasContactConsent != null ? { hasContactConsent: filter.hasContactConsent } : {}),
    ...exactCondition(context, filter),
    ...(filter?.name ? namedCondition(context, filter.name) : {}),
  } as FilterQuery<Patient>;
}

/** OR-32: by the keyed hashes of the folded words; what holds no word names nobody. */
function namedCondition({ kernel }: RequestContext, name: string): object {
  const hashes = nameHashes(kernel.cipher, [name]);
  if (hashes.length === 0) return { id: nobody };
  const all = hashes.map(() => "decode(?, 'hex')").join(", ");
  return { [raw((alias) => `${alias}.name_index @> array[${all}]`, hashes) as never]: [] };
}

function exactCondition({ kernel: { cipher } }: RequestContext, filter: PatientFilter | undefined | null): object {
  const mobile = filter?.mobile ? (normalisePhone(filter.mobile) ?? filter.mobile) : null;
  return {
    ...(filter?.mrn ? { mrn: normaliseMrn(filter.mrn) } : {}),
    ...(mobile ? { mobileIndex: cipher.blindIndex("mobile", mobile) } : {}),
    ...(filter?.nationalId
      ? { nationalIdIndex: cipher.blindIndex("nationalId", normaliseNationalId(filter.nationalId)) }
      : {}),
  };
}
