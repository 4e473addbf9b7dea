import type { Tx } from "../core/index.ts";
import { sealContact } from "../organizations/index.ts";

/** Who complains, when it is not the patient or not known as one. Identity: kept encrypted. */
export interface ComplainantContact {
  readonly complainantName?: string | null;
  readonly complainantMobile?: string | null;
  readonly complainantEmail?: string | null;
  readonly isAnonymous?: boolean | null;
}

/** CM-11: an anonymous complaint keeps no name and no address, even when they were given. Undefined fields are left out. */
export const contactColumns = (tx: Tx, contact: ComplainantContact) =>
  contact.isAnonymous
    ? { complainantNameSealed: null, complainantMobileSealed: null, complainantEmailSealed: null }
    : sealContact(tx, "complainant", contact);
