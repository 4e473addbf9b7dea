import type { Tx } from "../core/index.ts";
import { contactEmail, contactMobile } from "../organizations/index.ts";
import type { Complaint } from "./complaint.entity.ts";

/** Who complains, when it is not the patient or not known as one. Identity: kept encrypted. */
export interface ComplainantContact {
  readonly complainantName?: string | null;
  readonly complainantMobile?: string | null;
  readonly complainantEmail?: string | null;
  readonly isAnonymous?: boolean | null;
}

type ContactColumns = Pick<Complaint, "complainantNameSealed" | "complainantMobileSealed" | "complainantEmailSealed">;

/** CM-11: an anonymous complaint keeps no name and no address, even when they were given. Undefined fields are left out. */
export function contactColumns(tx: Tx, contact: ComplainantContact): Partial<ContactColumns> {
  if (contact.isAnonymous) {
    return { complainantNameSealed: null, complainantMobileSealed: null, complainantEmailSealed: null };
  }
  const columns: Partial<ContactColumns> = {};
  const seal = (value: string | null) => (value?.trim() ? tx.kernel.cipher.seal(value.trim().normalize("NFC")) : null);
  if (contact.complainantName !== undefined) columns.complainantNameSealed = seal(contact.complainantName);
  if (contact.complainantMobile !== undefined)
    columns.complainantMobileSealed = seal(contactMobile(contact.complainantMobile, "complainantMobile"));
  if (contact.complainantEmail !== undefined)
    columns.complainantEmailSealed = seal(contactEmail(contact.complainantEmail, "complainantEmail"));
  return columns;
}
