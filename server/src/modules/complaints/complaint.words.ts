import type { Bilingual } from "../core/index.ts";
import type {
  ComplaintOutcome,
  ComplaintPriority,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from "./complaint.enums.ts";

/** What the console calls them too (locales/…/complaints.json). */
export const statusWords: Readonly<Record<`${ComplaintStatus}`, Bilingual>> = {
  OPEN: { en: "Open", ar: "مفتوحة" },
  IN_PROGRESS: { en: "In progress", ar: "قيد المعالجة" },
  RESOLVED: { en: "Resolved", ar: "تمت معالجتها" },
  CLOSED: { en: "Closed", ar: "مغلقة" },
};

export const severityWords: Readonly<Record<`${ComplaintSeverity | ComplaintPriority}`, Bilingual>> = {
  LOW: { en: "Low", ar: "منخفضة" },
  MEDIUM: { en: "Medium", ar: "متوسطة" },
  HIGH: { en: "High", ar: "عالية" },
  CRITICAL: { en: "Critical", ar: "حرجة" },
};

export const sourceWords: Readonly<Record<ComplaintSource, Bilingual>> = {
  HIS: { en: "Hospital system", ar: "نظام المستشفى" },
  MOH: { en: "Ministry of Health", ar: "وزارة الصحة" },
  CHI: { en: "Council of Health Insurance", ar: "مجلس الضمان الصحي" },
  PX_CONNECT: { en: "Patients' app", ar: "تطبيق المرضى" },
  SOCIAL: { en: "Social network", ar: "وسائل التواصل الاجتماعي" },
  CALL_CENTER: { en: "Call centre", ar: "مركز الاتصال" },
  INTERNAL: { en: "Internal", ar: "داخلي" },
};

export const outcomeWords: Readonly<Record<ComplaintOutcome, Bilingual>> = {
  SUBSTANTIATED: { en: "Substantiated", ar: "مثبتة" },
  PARTLY_SUBSTANTIATED: { en: "Partly substantiated", ar: "مثبتة جزئيًا" },
  UNSUBSTANTIATED: { en: "Not substantiated", ar: "غير مثبتة" },
  WITHDRAWN: { en: "Withdrawn", ar: "مسحوبة" },
};
