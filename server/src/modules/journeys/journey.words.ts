import type { Bilingual } from "../core/index.ts";
import type { JourneyStatus, JourneyType } from "./journey.status.ts";

/** What the console calls them too. */
export const statusWords: Readonly<Record<JourneyStatus, Bilingual>> = {
  ACTIVE: { en: "Under way", ar: "جارية" },
  COMPLETED: { en: "Completed", ar: "مكتملة" },
  CLOSED: { en: "Closed", ar: "مغلقة" },
  CANCELLED: { en: "Cancelled", ar: "ملغاة" },
};
export const typeWords: Readonly<Record<JourneyType, Bilingual>> = {
  OPD: { en: "Outpatient", ar: "العيادات الخارجية" },
  INPATIENT: { en: "Inpatient", ar: "التنويم" },
  EMS: { en: "Emergency", ar: "الطوارئ" },
};
