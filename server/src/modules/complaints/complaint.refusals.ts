import { failure, type Failure } from "../core/index.ts";
import type { CategoryRefusal, ComplaintRefusal } from "./complaint.rules.ts";

type Texts = readonly [en: string, ar: string, needsField?: boolean];

const texts: Readonly<Record<ComplaintRefusal, Texts>> = {
  ILLEGAL_STATUS: [
    "This is not possible in the complaint's present status. Reload to see where it stands.",
    "هذا الإجراء غير ممكن في الحالة الحالية للشكوى. حدّث الصفحة للاطلاع على حالتها.",
  ],
  REASON_REQUIRED: ["Give a reason.", "اذكر السبب.", true],
  EVIDENCE_REQUIRED: ["Attach at least one file first.", "أرفق ملفًا واحدًا على الأقل أولًا."],
  FOUR_EYES: [
    "Somebody else has to close it: you resolved this complaint.",
    "يجب أن يغلقها شخص آخر لأنك من عالج هذه الشكوى.",
  ],
  MERGED: ["It was merged into another complaint. Go on there.", "دُمجت هذه الشكوى في شكوى أخرى. تابع العمل هناك."],
};

export function refusal(code: ComplaintRefusal, reasonField = "reason"): Failure {
  const [en, ar, needsField] = texts[code];
  return failure(code, en, ar, needsField ? [reasonField] : undefined);
}

const categoryTexts: Readonly<Record<CategoryRefusal, Texts>> = {
  CYCLE: ["A category can't lie below itself.", "لا يمكن أن يكون التصنيف تحت نفسه."],
  TOO_DEEP: ["Categories have four levels at most.", "للتصنيفات أربعة مستويات كحد أقصى."],
};

export const categoryRefusal = (code: CategoryRefusal) =>
  failure(code, ...(categoryTexts[code].slice(0, 2) as [string, string]), ["parentId"]);

export const notAssignable = () =>
  failure(
    "NOT_ASSIGNABLE",
    "This user does not work on complaints of this place. Choose somebody else.",
    "هذا المستخدم لا يعمل على شكاوى هذا القسم. اختر شخصًا آخر.",
    ["assigneeId"],
  );

export const unknown = (field: string, en: string, ar: string) =>
  failure(
    `UNKNOWN_${field
      .replace(/Id$/, "")
      .replace(/([A-Z])/g, "_$1")
      .toUpperCase()}`,
    en,
    ar,
    [field],
  );

export const noReceiver = () =>
  failure(
    "NO_RECEIVER",
    "There is nobody to write to: the complaint is anonymous or has no phone number and no e-mail. If you speak to them, write down what was said.",
    "لا يوجد من يمكن مراسلته: الشكوى مجهولة أو بلا رقم جوال أو بريد إلكتروني. إن تحدثت معه فسجّل ما قيل.",
  );
