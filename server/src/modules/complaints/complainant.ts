import { failure, type Tx } from "../core/index.ts";
import { normalisePhone } from "../organizations/index.ts";
import type { Complaint } from "./complaint.entity.ts";

/** Who complains, when it is not the patient or not known as one. Identity: kept encrypted. */
export interface ComplainantContact {
  readonly complainantName?: string | null;
  readonly complainantMobile?: string | null;
  readonly complainantEmail?: string | null;
  readonly isAnonymous?: boolean | null;
}

type ContactColumns = Pick<Complaint, "complainantNameSealed" | "complainantMobileSealed" | "complainantEmailSealed">;

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** CM-11: an anonymous complaint keeps no name and no address, even when they were given. Undefined fields are left out. */
export function contactColumns(tx: Tx, contact: ComplainantContact): Partial<ContactColumns> {
  if (contact.isAnonymous) {
    return { complainantNameSealed: null, complainantMobileSealed: null, complainantEmailSealed: null };
  }
  const columns: Partial<ContactColumns> = {};
  const seal = (value: string | null) => (value?.trim() ? tx.kernel.cipher.seal(value.trim().normalize("NFC")) : null);
  if (contact.complainantName !== undefined) columns.complainantNameSealed = seal(contact.complainantName);
  if (contact.complainantMobile !== undefined)
    columns.complainantMobileSealed = seal(mobileOf(contact.complainantMobile));
  if (contact.complainantEmail !== undefined) columns.complainantEmailSealed = seal(emailOf(contact.complainantEmail));
  return columns;
}

function mobileOf(given: string | null): string | null {
  if (!given?.trim()) return null;
  const mobile = normalisePhone(given);
  if (mobile) return mobile;
  throw failure(
    "BAD_PHONE",
    "Write the number as +966 5… or with its country code.",
    "اكتب الرقم بصيغة +966 5 أو مع رمز الدولة.",
    ["complainantMobile"],
  );
}

function emailOf(given: string | null): string | null {
  const address = given?.trim();
  if (!address) return null;
  if (email.test(address) && address.length <= 254) return address;
  throw failure("BAD_EMAIL", "Write a whole e-mail address.", "اكتب بريدًا إلكترونيًا صحيحًا.", ["complainantEmail"]);
}
