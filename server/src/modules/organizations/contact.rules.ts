import { failure } from "../core/index.ts";
import { normalisePhone } from "./organization.rules.ts";

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** OR-4: a contact's number in E.164; blank is none. What is no number is refused at its field. */
export function contactMobile(given: string | null, field: string): string | null {
  if (!given?.trim()) return null;
  const mobile = normalisePhone(given);
  if (mobile) return mobile;
  throw failure(
    "BAD_PHONE",
    "Write the number as +966 5… or with its country code.",
    "اكتب الرقم بصيغة +966 5 أو مع رمز الدولة.",
    [field],
  );
}

/** A contact's e-mail; blank is none. */
export function contactEmail(given: string | null, field: string): string | null {
  const address = given?.trim();
  if (!address) return null;
  if (email.test(address) && address.length <= 254) return address;
  throw failure("BAD_EMAIL", "Write a whole e-mail address.", "اكتب بريدًا إلكترونيًا صحيحًا.", [field]);
}
