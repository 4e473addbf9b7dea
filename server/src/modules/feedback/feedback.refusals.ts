import { failure, type Failure } from "../core/index.ts";
import type { FeedbackRefusal } from "./feedback.rules.ts";

const texts: Readonly<Record<FeedbackRefusal, readonly [en: string, ar: string, field?: string]>> = {
  ILLEGAL_STATUS: [
    "This is not possible in its present status. Reload to see where it stands.",
    "هذا الإجراء غير ممكن في الحالة الحالية. حدّث الصفحة للاطلاع على الحالة.",
  ],
  REASON_REQUIRED: ["Give a reason.", "اذكر السبب.", "reason"],
  ANSWER_REQUIRED: ["Answer the question before you close it.", "أجب عن الاستفسار قبل إغلاقه."],
};

export function refusal(code: FeedbackRefusal): Failure {
  const [en, ar, field] = texts[code];
  return failure(code, en, ar, field ? [field] : undefined);
}

export const notAssignable = () =>
  failure(
    "NOT_ASSIGNABLE",
    "This user does not work on inquiries and feedback of this place. Choose somebody else.",
    "هذا المستخدم لا يعمل على استفسارات هذا القسم وملاحظاته. اختر شخصًا آخر.",
    ["assigneeId"],
  );

export const unknown = (field: string, en: string, ar: string) =>
  failure(`UNKNOWN_${field.replace(/Id$/, "").toUpperCase()}`, en, ar, [field]);

export const noReceiver = () =>
  failure(
    "NO_RECEIVER",
    "There is no phone number and no e-mail to answer to.",
    "لا يوجد رقم جوال أو بريد إلكتروني للرد عليه.",
  );
