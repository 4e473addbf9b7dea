import type { Random } from "../random.ts";

/** What people write while they put something right; in the language they work in, without a patient's name. */
type Notes = Readonly<
  Record<"DONE" | "REJECTED" | "APPROVED" | "CANCELLED" | "WORKING" | "EVIDENCE", readonly string[]>
>;

const arabic: Notes = {
  WORKING: [
    "تم التواصل مع المريض هاتفيًا والاستماع إلى ملاحظته.",
    "جارٍ مراجعة جدول المواعيد مع رئيس القسم.",
    "اجتمعت مع الفريق المناوب وراجعنا تسلسل ما حدث.",
    "بانتظار إفادة مشرف النوبة.",
  ],
  DONE: [
    "تم الاعتذار للمريض وتعديل آلية النداء لتقليل الانتظار.",
    "عُقدت جلسة توجيه للموظف المعني وتمت متابعة الأداء أسبوعًا.",
    "أُضيفت نافذة خدمة في ساعات الذروة وانخفض متوسط الانتظار.",
    "شُرحت خطة العلاج للمريض مجددًا من الطبيب المعالج وأبدى رضاه.",
    "تمت إعادة جدولة الموعد خلال 48 ساعة والتواصل مع المريض.",
  ],
  REJECTED: [
    "يرجى إرفاق ما يثبت التواصل مع المريض.",
    "الإجراء لا يعالج السبب الجذري، نرجو توضيح خطة المنع.",
    "لم تُذكر نتيجة الاتصال بالمريض.",
  ],
  APPROVED: ["شكرًا لسرعة المعالجة.", "إجراء مناسب، يُغلق.", "تم الاطلاع على المرفقات."],
  CANCELLED: ["مكرر لإجراء آخر للزيارة نفسها.", "أفاد المريض أنه أجاب عن طريق الخطأ."],
  EVIDENCE: ["محضر اجتماع الفريق", "نموذج التواصل مع المريض", "جدول المناوبات المعدّل", "صورة لوحة الانتظار بعد التعديل"],
};

const english: Notes = {
  WORKING: [
    "Called the patient and listened to the complaint.",
    "Reviewing the schedule with the head of department.",
    "Waiting for the shift supervisor's report.",
  ],
  DONE: [
    "Apologised to the patient; the queue display was corrected.",
    "Coached the staff member and followed up for a week.",
    "Opened a second counter in peak hours; the waiting time went down.",
    "The treating doctor explained the plan again and the patient was satisfied.",
  ],
  REJECTED: [
    "Please attach proof of the call with the patient.",
    "This does not address the cause. What prevents the next case?",
  ],
  APPROVED: ["Well handled, thank you.", "Closed."],
  CANCELLED: ["Duplicate of another action for the same visit.", "The patient said the answer was given by mistake."],
  EVIDENCE: ["Minutes of the team meeting", "Patient call record", "New shift schedule"],
};

export const noteOf = (random: Random, kind: keyof Notes, language: "AR" | "EN"): string =>
  random.pick((language === "AR" ? arabic : english)[kind]);
