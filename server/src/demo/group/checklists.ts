import { PxActionPriority, PxActionSource } from "../../modules/action-center/index.ts";
import type { ChecklistItem } from "../../modules/action-center/checklist.rules.ts";

const item = (textEn: string, textAr: string, given: Partial<ChecklistItem> = {}): ChecklistItem => ({
  textEn,
  textAr,
  isRequired: true,
  isActive: true,
  fromPriority: null,
  ...given,
});

/** PX-24: what actions have to show, for the whole group. */
export const checklists: Partial<Record<PxActionSource, readonly ChecklistItem[]>> = {
  [PxActionSource.STAGE_SURVEY]: [
    item("Patient or family called back", "التواصل مع المريض أو ذويه"),
    item("Cause found and written down", "تحديد السبب وتوثيقه", { fromPriority: PxActionPriority.HIGH }),
    item("Told to the team in the morning huddle", "إبلاغ الفريق في اجتماع الصباح", { isRequired: false }),
  ],
  [PxActionSource.COMPLAINT]: [
    item("Complainant told what was changed", "إبلاغ مقدم الشكوى بما تغيّر"),
    item("Cause found and written down", "تحديد السبب وتوثيقه"),
    item("Change put into practice in the department", "تطبيق التغيير في القسم", {
      fromPriority: PxActionPriority.HIGH,
    }),
  ],
};
