import type { Tx } from "../core/index.ts";
import { contactEmail, contactMobile } from "../organizations/index.ts";
import type { Feedback } from "./feedback.entity.ts";

/** Whoever it came from. Identity: kept encrypted. */
export interface FeedbackContact {
  readonly contactName?: string | null;
  readonly contactMobile?: string | null;
  readonly contactEmail?: string | null;
}

type ContactColumns = Pick<Feedback, "contactNameSealed" | "contactMobileSealed" | "contactEmailSealed">;

/** FB-4. Undefined fields are left out. */
export function contactColumns(tx: Tx, contact: FeedbackContact): Partial<ContactColumns> {
  const seal = (value: string | null) => (value?.trim() ? tx.kernel.cipher.seal(value.trim().normalize("NFC")) : null);
  const { contactName, contactMobile: mobile, contactEmail: email } = contact;
  return {
    ...(contactName === undefined ? {} : { contactNameSealed: seal(contactName) }),
    ...(mobile === undefined ? {} : { contactMobileSealed: seal(contactMobile(mobile, "contactMobile")) }),
    ...(email === undefined ? {} : { contactEmailSealed: seal(contactEmail(email, "contactEmail")) }),
  };
}
