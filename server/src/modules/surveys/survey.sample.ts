import type {
  Answer,
  Answers,
  FormQuestion,
  SurveyDefinition,
  SurveyOption,
  SurveyQuestion,
} from "./survey-definition.ts";

/** Builders for tests: a complete question or definition, of which a test states only what it is about. */
let next = 0;

export function sampleQuestion(overrides: Partial<SurveyQuestion> = {}): SurveyQuestion {
  const id = overrides.id ?? `q${++next}`;
  return {
    id,
    code: id,
    type: "RATING",
    textAr: "كيف كانت الخدمة؟",
    textEn: "How was the service?",
    isRequired: false,
    weight: 1,
    ...overrides,
  };
}

export function sampleOption(code: string, score: number | null = null, isNotApplicable = false): SurveyOption {
  return { code, textAr: `خيار ${code}`, textEn: `Option ${code}`, score, isNotApplicable };
}

export function sampleDefinition(
  questions: SurveyQuestion[],
  overrides: Partial<SurveyDefinition> = {},
): SurveyDefinition {
  const base = {
    introAr: "",
    introEn: "",
    thanksAr: "",
    thanksEn: "",
    scoring: "WEIGHTED_MEAN",
    layout: "ONE_BY_ONE",
  } as const;
  return { ...base, sections: [], questions, ...overrides };
}

export function said(values: Record<string, Answer["value"]>): Answers {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]));
}

/** The five of the weight test: what a ward usually sends. */
export const WARD_SURVEY: SurveyDefinition = sampleDefinition(
  [
    sampleQuestion({
      id: "q1",
      type: "RATING",
      isRequired: true,
      textAr: "كيف تقيّم رعاية طاقم التمريض؟",
      textEn: "How would you rate the care of the nursing staff?",
    }),
    sampleQuestion({
      id: "q2",
      type: "SMILEY",
      allowsNotApplicable: true,
      textAr: "كيف كانت نظافة غرفتك؟",
      textEn: "How clean was your room?",
    }),
    sampleQuestion({
      id: "q3",
      type: "YES_NO",
      isRequired: true,
      textAr: "هل شرح لك الطبيب خطة العلاج بوضوح؟",
      textEn: "Did the doctor explain your treatment clearly?",
    }),
    sampleQuestion({
      id: "q4",
      type: "NPS",
      isRequired: true,
      textAr: "ما مدى احتمال أن توصي بنا أهلك وأصدقاءك؟",
      textEn: "How likely are you to recommend us to family and friends?",
    }),
    sampleQuestion({
      id: "q5",
      type: "TEXT",
      textAr: "هل تود إضافة شيء؟",
      textEn: "Is there anything you would like to add?",
    }),
  ],
  {
    introAr: "إجاباتك تساعدنا على تحسين الرعاية. يستغرق ذلك دقيقتين.",
    introEn: "Your answers help us improve care. It takes two minutes.",
    thanksAr: "شكرًا لوقتك، ونتمنى لك الصحة والعافية.",
    thanksEn: "Thank you for your time. We wish you good health.",
  },
);

export function best(question: FormQuestion): Answer {
  if (question.type === "NPS") return { value: 10 };
  return { value: question.type === "YES_NO" ? "YES" : 5 };
}

export function worst(question: FormQuestion): Answer {
  if (question.type === "NPS") return { value: 0 };
  return { value: question.type === "YES_NO" ? "NO" : 1 };
}
