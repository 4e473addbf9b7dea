import type { FilterQuery } from "@mikro-orm/core";
import { forbidden, type Permission, type RequestContext } from "../core/index.ts";
import { normalisePhone } from "./organization.rules.ts";
import type { Patient } from "./patient.entity.ts";
import type { PatientFilter } from "./patient.inputs.ts";
import { normaliseMrn } from "./patient.service.ts";
import { normaliseNationalId } from "./saudi.rules.ts";

/** No row has it: ids are of version 7. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** Naming one patient is another right than looking through all of them: each with its own reach. */
export const searchPermission = (filter: PatientFilter | undefined | null): Permission =>
  filter?.mrn || filter?.mobile || filter?.nationalId ? "patient.read" : "patient.browse";

/** OR-14: who may not browse finds a patient only by naming one exactly. */
export function patientCondition(
  context: RequestContext,
  filter: PatientFilter | undefined | null,
): FilterQuery<Patient> {
  if (!context.may(searchPermission(filter))) return { id: nobody };
  return {
    deletedAt: null,
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.language ? { language: filter.language } : {}),
    ...(filter?.hasContactConsent != null ? { hasContactConsent: filter.hasContactConsent } : {}),
    ...exactCondition(context, filter),
  } as FilterQuery<Patient>;
}

/** Searching by phone tells whose it is: only for those who may see identity. */
function exactCondition(context: RequestContext, filter: PatientFilter | undefined | null): object {
  const { cipher } = context.kernel;
  if ((filter?.mobile || filter?.nationalId) && !context.may("patient.identity")) throw forbidden();
  const mobile = filter?.mobile ? (normalisePhone(filter.mobile) ?? filter.mobile) : null;
  return {
    ...(filter?.mrn ? { mrn: normaliseMrn(filter.mrn) } : {}),
    ...(mobile ? { mobileIndex: cipher.blindIndex("mobile", mobile) } : {}),
    ...(filter?.nationalId
      ? { nationalIdIndex: cipher.blindIndex("nationalId", normaliseNationalId(filter.nationalId)) }
      : {}),
  };
}
