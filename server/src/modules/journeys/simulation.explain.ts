import type { Bilingual } from "../core/index.ts";
import type { Outcome } from "./engine/decide-event.ts";
import type { EventFlag, StageState } from "./journey.state.ts";

const say = (en: string, ar: string): Bilingual => ({ en, ar });

const flagTexts: Record<EventFlag, Bilingual> = {
  ALREADY_OPEN: say("The encounter has its journey already.", "للزيارة مسار بالفعل."),
  ALREADY_CLOSED: say("The journey is closed already.", "المسار مغلق بالفعل."),
  ALREADY_CANCELLED: say("The journey is cancelled already.", "المسار ملغى بالفعل."),
  ALREADY_APPLIED: say("This event was applied already.", "طُبّق هذا الحدث بالفعل."),
  ALREADY_MERGED: say("The two patients are one already.", "سجلا المريض مدمجان بالفعل."),
  NO_OPEN_STAGE: say("Every stage with this trigger is completed already.", "اكتملت كل المراحل التي يطلقها هذا الحدث."),
  NO_SUCH_STAGE: say("No stage of this journey is triggered by it.", "لا توجد مرحلة في هذا المسار يطلقها هذا الحدث."),
  LATE: say("The journey is closed: the stage is completed late.", "المسار مغلق: تكتمل المرحلة متأخرة."),
  JOURNEY_CANCELLED: say("The journey is cancelled: nothing happens to it any more.", "المسار ملغى: لا يتغير فيه شيء."),
  PHYSICIAN_MISSING: say(
    "A physician is required and none is known: nobody is rated.",
    "الطبيب مطلوب وغير معروف: لا يُنسب التقييم إلى أحد.",
  ),
  PHYSICIAN_UNKNOWN: say(
    "No physician of this hospital has this licence.",
    "لا يوجد طبيب بهذا الترخيص في هذا المستشفى.",
  ),
  DEPARTMENT_UNKNOWN: say("No department of this hospital has this code.", "لا يوجد قسم بهذا الرمز في هذا المستشفى."),
  PATIENT_MISSING: say("Nobody has named the patient: no survey can be sent.", "لم يُحدَّد المريض: لا يمكن إرسال استبانة."),
  PATIENT_MISMATCH: say("The journey belongs to another patient.", "المسار يخص مريضًا آخر."),
  MOBILE_INVALID: say("The mobile number cannot be understood.", "رقم الجوال غير مفهوم."),
};

/** What one event would do, in words; the same decision that a worker would carry out. */
export function explainOutcome({ status, flags, step, journey }: Outcome): Bilingual[] {
  if (status === "IGNORED")
    return [
      say(
        "No rule and no template in force knows this code: it would be ignored.",
        "لا قاعدة ولا قالب مفعّل يعرف هذا الرمز: سيُتجاهل.",
      ),
    ];
  if (status === "UNMATCHED")
    return [
      say(
        "The encounter has no journey yet: the event would wait for it.",
        "لا مسار لهذه الزيارة بعد: سينتظر الحدث ظهوره.",
      ),
    ];
  const lines: Bilingual[] = [];
  if (step?.isOpened) lines.push(say("A journey would be opened.", "سيُفتح مسار."));
  if (step?.completedStage) lines.push(...explainStage(step.completedStage));
  if (step?.isCompleted)
    lines.push(say("That was the last stage: the journey would be completed.", "هذه آخر مرحلة: سيكتمل المسار."));
  if (step?.isClosed)
    lines.push(
      say("The journey would be closed, and its open stages skipped.", "سيُغلق المسار وتُتجاوز مراحله المفتوحة."),
    );
  if (step?.isCancelled)
    lines.push(
      say(
        "The journey would be cancelled, with its surveys that were not sent.",
        "سيُلغى المسار واستباناته التي لم تُرسل.",
      ),
    );
  lines.push(...flags.map((flag) => flagTexts[flag]));
  if (lines.length === 0 && journey) lines.push(say("The journey would not change.", "لن يتغير المسار."));
  return lines;
}

function explainStage({ plan }: StageState): Bilingual[] {
  const done = say(
    `Stage ${plan.position}, ${plan.nameEn}, would be completed.`,
    `ستكتمل المرحلة ${plan.position}: ${plan.nameAr}.`,
  );
  if (plan.surveyTemplateId === null) return [done, say("No survey is bound to it.", "لا توجد استبانة مرتبطة بها.")];
  const sent = plan.isAutoSendSurvey
    ? say(
        "Its survey would be sent, within the sending window and the patient's consent.",
        "ستُرسل استبانتها ضمن مهلة الإرسال وموافقة المريض.",
      )
    : say("Its survey waits for somebody to send it.", "تنتظر استبانتها أن يرسلها أحد.");
  return [done, sent];
}
