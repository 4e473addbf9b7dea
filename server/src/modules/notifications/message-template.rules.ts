import type { Problem } from "../core/index.ts";
import { placeholdersOf, renderSms, usedPlaceholders, type Texts } from "./message.rules.ts";
import type { NotificationPurpose } from "./notification.enums.ts";
import { maxLinkLength, maxSmsSegments, smsSize } from "./sms.rules.ts";

export interface TemplateFields extends Texts {
  readonly purpose: `${NotificationPurpose}`;
  readonly channel: "SMS" | "WHATSAPP" | "EMAIL";
  readonly providerParameters: readonly string[];
}

/** The longest that a message must have room for: a long link, a long hospital name, a long stage. */
export const sampleValues = (isArabic: boolean): Record<string, string> => ({
  link: "h".repeat(maxLinkLength),
  hospitalName: (isArabic ? "مستشفى " : "Hospital ").repeat(5).trim(),
  stageName: (isArabic ? "عيادة " : "Clinic ").repeat(4).trim(),
  reference: "PXA-2026-000000",
  title: (isArabic ? "إجراء " : "Action ").repeat(6).trim(),
  dueAt: "31/12/2026, 23:59",
  level: "3",
  count: "250",
  userName: (isArabic ? "اسم " : "Name ").repeat(5).trim(),
  expiresAt: "31/12/2026, 23:59",
});

/** NO-5, NO-6, NO-7: what a message's texts must keep. All faults are told together. */
export function templateProblems(fields: TemplateFields): Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, field: string, en: string, ar: string) =>
    problems.push({ code, message: { en, ar }, field: [field] });
  const isMail = fields.channel === "EMAIL";
  for (const [field, text] of [
    ["textAr", fields.textAr],
    ["textEn", fields.textEn],
  ] as const) {
    if (text.trim() === "") report("REQUIRED", field, "This is required.", "هذا الحقل مطلوب.");
    else if (!usedPlaceholders(text).includes("link"))
      report("NO_LINK", field, "The text needs {link}.", "يجب أن يحتوي النص على {link}.");
    if (
      fields.channel === "SMS" &&
      smsSize(renderSms(text, allowMissing(text, sampleValues(field === "textAr")))).segments > maxSmsSegments
    ) {
      report(
        "TOO_LONG",
        field,
        "With a link of 60 characters this is more than two SMS.",
        "يتجاوز النص مع رابط من 60 حرفًا رسالتين قصيرتين.",
      );
    }
  }
  for (const [field, text] of [
    ["subjectAr", fields.subjectAr],
    ["subjectEn", fields.subjectEn],
  ] as const) {
    if (isMail && !text?.trim())
      report("REQUIRED", field, "An e-mail needs a subject.", "البريد الإلكتروني يحتاج إلى عنوان.");
    if (!isMail && text)
      report("NOT_FOR_CHANNEL", field, "Only e-mails have a subject.", "العنوان مخصص للبريد الإلكتروني فقط.");
    if (text && /[\r\n]/.test(text))
      report("ONE_LINE", field, "A subject is one line.", "يجب أن يكون العنوان في سطر واحد.");
  }
  const known = placeholdersOf(fields.purpose);
  for (const field of ["textAr", "textEn", "subjectAr", "subjectEn"] as const) {
    for (const name of usedPlaceholders(fields[field] ?? "").filter((used) => !known.includes(used))) {
      report(
        "UNKNOWN_PLACEHOLDER",
        field,
        `There is no {${name}} in this message.`,
        `لا يوجد {${name}} في هذه الرسالة.`,
      );
    }
  }
  for (const name of fields.providerParameters.filter((used) => !known.includes(used))) {
    report(
      "UNKNOWN_PLACEHOLDER",
      "providerParameters",
      `There is no {${name}} in this message.`,
      `لا يوجد {${name}} في هذه الرسالة.`,
    );
  }
  return problems;
}

/** Unknown placeholders are told apart; here they only must not stand in the way. */
const allowMissing = (text: string, values: Record<string, string>) => ({
  ...Object.fromEntries(usedPlaceholders(text).map((name) => [name, ""])),
  ...values,
});
