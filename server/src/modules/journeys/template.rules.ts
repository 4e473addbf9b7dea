import type { Problem } from "../core/index.ts";

export interface StageFields {
  readonly position?: number | null;
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly triggerEventCode: string;
  readonly surveyTemplateId?: string | null;
  readonly isAutoSendSurvey?: boolean | null;
  readonly isPhysicianRequired?: boolean | null;
}

/** A stage as it is stored: nothing left open. */
export interface PlannedStage {
  readonly position: number;
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly triggerEventCode: string;
  readonly surveyTemplateId: string | null;
  readonly isAutoSendSurvey: boolean;
  readonly isPhysicianRequired: boolean;
}

export const maxStages = 50;
const maxCodeLength = 128;

/** JO-19: stages in their order. Without positions the order of the list counts; a bound survey goes out by itself unless told not to. */
export function planStages(stages: readonly StageFields[]): PlannedStage[] {
  return stages
    .map((stage, i) => ({
      position: stage.position ?? i + 1,
      code: stage.code.trim(),
      nameAr: stage.nameAr.trim(),
      nameEn: stage.nameEn.trim(),
      triggerEventCode: stage.triggerEventCode.trim(),
      surveyTemplateId: stage.surveyTemplateId ?? null,
      isAutoSendSurvey: stage.isAutoSendSurvey ?? stage.surveyTemplateId != null,
      isPhysicianRequired: stage.isPhysicianRequired ?? false,
    }))
    .sort((a, b) => a.position - b.position);
}

/** JO-19: what keeps stages from being saved; all of it at once, each with the path of its field. */
export function problemsOfStages(stages: readonly StageFields[]): Problem[] {
  if (stages.length === 0 || stages.length > maxStages) {
    return [
      problem(
        "STAGE_COUNT",
        `A journey has between 1 and ${maxStages} stages.`,
        `يجب أن يحتوي المسار على ما بين مرحلة واحدة و${maxStages} مرحلة.`,
        ["stages"],
      ),
    ];
  }
  const problems: Problem[] = [];
  const codes = new Set<string>();
  const positions = new Set<number>();
  for (const [i, stage] of stages.entries()) {
    const at = (field: string) => ["stages", String(i), field];
    for (const field of ["code", "nameAr", "nameEn", "triggerEventCode"] as const) {
      if (stage[field].trim() === "")
        problems.push(problem("REQUIRED", "This is required.", "هذا الحقل مطلوب.", at(field)));
      else if (stage[field].length > maxCodeLength)
        problems.push(problem("TOO_LONG", "This is too long.", "النص طويل جدًا.", at(field)));
    }
    const code = stage.code.trim();
    if (codes.has(code))
      problems.push(problem("CODE_TAKEN", "Another stage has this code.", "يوجد رمز مماثل لمرحلة أخرى.", at("code")));
    codes.add(code);
    const position = stage.position ?? i + 1;
    if (position < 1 || position > 1_000)
      problems.push(problem("OUT_OF_RANGE", "Positions count from 1.", "يبدأ ترقيم المواضع من 1.", at("position")));
    else if (positions.has(position))
      problems.push(
        problem("POSITION_TAKEN", "Another stage has this place.", "يوجد موضع مماثل لمرحلة أخرى.", at("position")),
      );
    positions.add(position);
    if (stage.isAutoSendSurvey && stage.surveyTemplateId == null) {
      problems.push(
        problem(
          "SURVEY_MISSING",
          "Choose the survey that is to be sent.",
          "اختر الاستبانة المطلوب إرسالها.",
          at("surveyTemplateId"),
        ),
      );
    }
  }
  return problems;
}

/** Codes without blanks, repetition and surrounding spaces. */
export const planCodes = (codes: readonly string[]): string[] => [
  ...new Set(codes.map((code) => code.trim()).filter(Boolean)),
];

export function problem(code: string, en: string, ar: string, field: readonly string[]): Problem {
  return { code, message: { en, ar }, field };
}
