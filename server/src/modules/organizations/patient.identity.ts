import DataLoader from "dataloader";
import type { IdentityCipher, RequestContext } from "../core/index.ts";
import { maskEmail, maskId, maskName, maskPhone, normalisePhone } from "./organization.rules.ts";
import { normaliseNationalId } from "./saudi.rules.ts";
import type { Patient } from "./patient.entity.ts";

/** F2.4: what is encrypted in the database. */
export interface PatientIdentity {
  readonly nameAr: string | null;
  readonly nameEn: string | null;
  readonly nationalId: string | null;
  /** E.164. */
  readonly mobile: string | null;
  readonly email: string | null;
}

type SealedColumns = Pick<
  Patient,
  | "nameArSealed"
  | "nameEnSealed"
  | "nationalIdSealed"
  | "mobileSealed"
  | "emailSealed"
  | "mobileIndex"
  | "nationalIdIndex"
>;

/** The columns for what is given; undefined fields are left out, null empties. Blank text counts as null. */
export function sealIdentity(cipher: IdentityCipher, identity: Partial<PatientIdentity>): Partial<SealedColumns> {
  const seal = (value: string | null) => (value?.trim() ? cipher.seal(value.trim().normalize("NFC")) : null);
  const columns: Partial<SealedColumns> = {};
  if (identity.nameAr !== undefined) columns.nameArSealed = seal(identity.nameAr);
  if (identity.nameEn !== undefined) columns.nameEnSealed = seal(identity.nameEn);
  if (identity.email !== undefined) columns.emailSealed = seal(identity.email);
  if (identity.nationalId !== undefined) {
    const id = identity.nationalId ? normaliseNationalId(identity.nationalId) || null : null;
    columns.nationalIdSealed = seal(id);
    columns.nationalIdIndex = id ? cipher.blindIndex("nationalId", id) : null;
  }
  if (identity.mobile !== undefined) {
    // A number that can't be understood is kept as written: it may still help a person, but nothing is sent to it.
    const mobile = identity.mobile ? (normalisePhone(identity.mobile) ?? identity.mobile) : null;
    columns.mobileSealed = seal(mobile);
    columns.mobileIndex = mobile ? cipher.blindIndex("mobile", mobile) : null;
  }
  return columns;
}

export function openIdentity(cipher: IdentityCipher, patient: SealedColumns): PatientIdentity {
  const open = (sealed: Uint8Array | null | undefined) => (sealed ? cipher.open(sealed) : null);
  return {
    nameAr: open(patient.nameArSealed),
    nameEn: open(patient.nameEnSealed),
    nationalId: open(patient.nationalIdSealed),
    mobile: open(patient.mobileSealed),
    email: open(patient.emailSealed),
  };
}

/** Masked for everybody: for screens that show the rest only when asked. */
export const maskedIdentityOf = (cipher: IdentityCipher, patient: SealedColumns): PatientIdentity =>
  maskIdentity(openIdentity(cipher, patient));

export function maskIdentity(identity: PatientIdentity): PatientIdentity {
  const mask = (value: string | null, by: (value: string) => string) => (value === null ? null : by(value));
  return {
    nameAr: mask(identity.nameAr, maskName),
    nameEn: mask(identity.nameEn, maskName),
    nationalId: mask(identity.nationalId, maskId),
    mobile: mask(identity.mobile, maskPhone),
    email: mask(identity.email, maskEmail),
  };
}

/** The right counts where it was given: an analyst of the group who is admin of one hospital sees names of that one only. */
export function maySeeIdentity(context: RequestContext, patient: Patient): boolean {
  if (!context.may("patient.identity")) return false;
  const scope = context.scope("patient.identity");
  return scope.all || scope.homeHospitalIds.includes(patient.hospital.id);
}

/**
 * OR-11: identity leaves the server through here only: masked without the right to see it; with it, the reading is in
 * the audit trail before the answer goes out, one entry per patient and request.
 */
export function identityLoader(context: RequestContext): DataLoader<Patient, PatientIdentity> {
  const known = context.memory.get(identityLoader) as DataLoader<Patient, PatientIdentity> | undefined;
  if (known) return known;
  const loader = new DataLoader<Patient, PatientIdentity>(async (patients) => {
    const { cipher } = context.kernel;
    const open = patients.filter((patient) => maySeeIdentity(context, patient));
    if (open.length > 0) {
      await context.run("patient.identity", async (tx) => {
        for (const { id, hospital } of open) {
          tx.audit({ action: "patient.identityRead", targetType: "Patient", targetId: id, hospitalId: hospital.id });
        }
      });
    }
    return patients.map((patient) => {
      const identity = openIdentity(cipher, patient);
      return open.includes(patient) ? identity : maskIdentity(identity);
    });
  });
  context.memory.set(identityLoader, loader);
  return loader;
}
