import { sampleDefinition, sampleQuestion as question } from "../../server/src/modules/surveys/survey.sample.ts";
import type { SurveyDefinition, SurveyLayout } from "../../server/src/modules/surveys/survey-definition.ts";

const option = (code: string, textAr: string, textEn: string, isNotApplicable = false) => ({
  code,
  textAr,
  textEn,
  score: null,
  isNotApplicable,
});

/** Every type of question, a branch, two sections; what must be answered and what need not. */
export const formSurvey = (layout: SurveyLayout): SurveyDefinition =>
  sampleDefinition(
    [
      question({
        id: "q1",
        isRequired: true,
        sectionCode: "care",
        textAr: "كيف تقيّم رعاية طاقم التمريض خلال إقامتك؟",
        textEn: "How would you rate the care of the nursing staff during your stay?",
      }),
      question({
        id: "why",
        type: "MULTIPLE_CHOICE",
        sectionCode: "care",
        isRequired: true,
        showWhen: { questionId: "q1", op: "lte", value: 2 },
        textAr: "ما الذي لم يعجبك؟",
        textEn: "What did you not like?",
        options: [
          option("wait", "طول الانتظار", "Waiting too long"),
          option("tone", "أسلوب التعامل", "The way I was spoken to"),
          option(
            "pain",
            "لم يُستجب لألمي بسرعة كافية عند طلب المساعدة",
            "My pain was not attended to fast enough when I asked for help",
          ),
          option("none", "لا شيء مما ذُكر", "None of these", true),
        ],
      }),
      question({
        id: "q2",
        type: "SMILEY",
        sectionCode: "care",
        allowsNotApplicable: true,
        textAr: "كيف كانت نظافة غرفتك؟",
        textEn: "How clean was your room?",
      }),
      question({
        id: "q3",
        type: "YES_NO",
        sectionCode: "doctor",
        isRequired: true,
        textAr: "هل شرح لك الطبيب خطة العلاج بوضوح؟",
        textEn: "Did the doctor explain your treatment plan clearly?",
      }),
      question({
        id: "l",
        type: "LIKERT",
        sectionCode: "doctor",
        textAr: "شعرت أن رأيي مسموع",
        textEn: "I felt listened to",
      }),
      question({
        id: "one",
        type: "SINGLE_CHOICE",
        textAr: "من رافقك؟",
        textEn: "Who was with you?",
        options: [
          option("a", "أحد أفراد الأسرة", "Family"),
          option("b", "صديق", "A friend"),
          option("c", "لا أحد", "Nobody"),
        ],
      }),
      question({
        id: "q4",
        type: "NPS",
        isRequired: true,
        allowsNotApplicable: true,
        textAr: "ما مدى احتمال أن توصي بمستشفانا أهلك وأصدقاءك؟",
        textEn: "How likely are you to recommend our hospital to family and friends?",
      }),
      question({
        id: "q5",
        type: "TEXT",
        textAr: "هل تود إضافة شيء؟",
        textEn: "Is there anything you would like to add?",
      }),
    ],
    {
      layout,
      sections: [
        { code: "care", titleAr: "التمريض والغرفة", titleEn: "Nursing and room" },
        { code: "doctor", titleAr: "طبيبك", titleEn: "Your doctor" },
      ],
      introAr: "إجاباتك تساعدنا على تحسين الرعاية. يستغرق ذلك دقيقتين.",
      introEn: "Your answers help us improve care. It takes two minutes.",
    },
  );
