import type { Bilingual } from "../core/index.ts";
import type { PxActionPriority, PxActionSource, PxActionStatus } from "./px-action.enums.ts";

/** What the console calls them too (locales/…/entities.json). */
export const statusWords: Readonly<Record<PxActionStatus, Bilingual>> = {
  OPEN: { en: "Open", ar: "مفتوح" },
  IN_PROGRESS: { en: "In progress", ar: "قيد التنفيذ" },
  PENDING_APPROVAL: { en: "Awaiting approval", ar: "بانتظار الاعتماد" },
  CLOSED: { en: "Closed", ar: "مغلق" },
  CANCELLED: { en: "Cancelled", ar: "ملغى" },
};

export const priorityWords: Readonly<Record<PxActionPriority, Bilingual>> = {
  LOW: { en: "Low", ar: "منخفضة" },
  MEDIUM: { en: "Medium", ar: "متوسطة" },
  HIGH: { en: "High", ar: "عالية" },
  CRITICAL: { en: "Critical", ar: "حرجة" },
};

export const sourceWords: Readonly<Record<PxActionSource, Bilingual>> = {
  STAGE_SURVEY: { en: "Stage survey", ar: "استبانة مرحلة" },
  RESOLUTION_SURVEY: { en: "Resolution survey", ar: "استبانة معالجة شكوى" },
  COMPLAINT: { en: "Complaint", ar: "شكوى" },
  SOCIAL_MENTION: { en: "Social mention", ar: "إشارة في التواصل الاجتماعي" },
  CALL_RATING: { en: "Call rating", ar: "تقييم مكالمة" },
  KPI_BREACH: { en: "KPI breach", ar: "تجاوز مؤشر أداء" },
  MANUAL: { en: "Created by hand", ar: "إنشاء يدوي" },
};
