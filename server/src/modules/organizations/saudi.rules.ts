import { Severity, type Problem } from "../core/index.ts";
import { normalisePhone, westernDigits } from "./organization.rules.ts";

export type NationalIdFlaw = "NATIONAL_ID_LENGTH" | "NATIONAL_ID_KIND" | "NATIONAL_ID_CHECKSUM";

/** OR-13: how an id is kept and searched: ASCII digits, without what people put between them. */
export function normaliseNationalId(text: string): string {
  return westernDigits(text).replace(/[\s\-\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** OR-13: ten digits; 1 begins a citizen's id, 2 a resident's iqama; the last digit is Luhn's. Null: nothing to say. */
export function nationalIdFlaw(text: string): NationalIdFlaw | null {
  const id = normaliseNationalId(text);
  if (!/^\d{10}$/.test(id)) return "NATIONAL_ID_LENGTH";
  if (!/^[12]/.test(id)) return "NATIONAL_ID_KIND";
  return luhn(id) ? null : "NATIONAL_ID_CHECKSUM";
}

/** Luhn's check: from the end, every second digit counts twice (as the sum of its digits). */
export function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** OR-4: `phone` in E.164. */
export const isSaudiMobile = (phone: string): boolean => /^\+9665\d{8}$/.test(phone);

const flaws: Readonly<Record<NationalIdFlaw, { en: string; ar: string }>> = {
  NATIONAL_ID_LENGTH: {
    en: "A national id or iqama has 10 digits.",
    ar: "رقم الهوية الوطنية أو الإقامة يتكون من 10 أرقام.",
  },
  NATIONAL_ID_KIND: {
    en: "A national id begins with 1, an iqama with 2.",
    ar: "تبدأ الهوية الوطنية بالرقم 1 والإقامة بالرقم 2.",
  },
  NATIONAL_ID_CHECKSUM: {
    en: "The check digit does not fit: one digit may be mistyped.",
    ar: "رقم التحقق غير مطابق: ربما كُتب أحد الأرقام خطأً.",
  },
};

/**
 * OR-13: what looks wrong about a Saudi id or mobile. Visitors and newborns have neither, so these are warnings that a person
 * may override; only a number that nobody could call is an error.
 */
export function saudiProblems(given: { nationalId?: string | null; mobile?: string | null }): Problem[] {
  const problems: Problem[] = [];
  const flaw = given.nationalId?.trim() ? nationalIdFlaw(given.nationalId) : null;
  if (flaw) problems.push({ code: flaw, message: flaws[flaw], field: ["nationalId"], severity: Severity.WARNING });
  if (!given.mobile?.trim()) return problems;
  const phone = normalisePhone(given.mobile);
  if (phone === null) {
    problems.push({
      code: "BAD_PHONE",
      message: {
        en: "Write the number as +966 5… or with its country code.",
        ar: "اكتب الرقم بصيغة +966 5 أو مع رمز الدولة.",
      },
      field: ["mobile"],
    });
  } else if (!isSaudiMobile(phone)) {
    problems.push({
      code: "MOBILE_NOT_SAUDI",
      message: {
        en: "This is not a Saudi mobile number (+966 5…).",
        ar: "هذا ليس رقم جوال سعوديًا (+966 5).",
      },
      field: ["mobile"],
      severity: Severity.WARNING,
    });
  }
  return problems;
}
