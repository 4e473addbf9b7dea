import { sampleDefinition, sampleQuestion } from "../../server/src/modules/surveys/survey.sample.ts";

const option = (code: string, textAr: string, textEn: string) => ({
  code,
  textAr,
  textEn,
  score: null,
  isNotApplicable: false,
});

/** What the laboratory asks: a scale, a branch for those who chose its low end, yes or no, recommendation, comment. */
export const labSurvey = sampleDefinition(
  [
    sampleQuestion({
      id: "wait",
      isRequired: true,
      textAr: "كيف تقيّم مدة الانتظار في المختبر؟",
      textEn: "How would you rate the waiting time in the laboratory?",
    }),
    sampleQuestion({
      id: "reason",
      type: "MULTIPLE_CHOICE",
      isRequired: true,
      showWhen: { questionId: "wait", op: "lte", value: 2 },
      textAr: "ما الذي أزعجك؟",
      textEn: "What bothered you?",
      options: [
        option("queue", "طول الطابور", "The long queue"),
        option("silence", "لم يخبرني أحد بسبب التأخير", "Nobody told me why it took so long"),
      ],
    }),
    sampleQuestion({
      id: "explained",
      type: "YES_NO",
      isRequired: true,
      textAr: "هل شرح لك الفريق خطوات الفحص؟",
      textEn: "Did the team explain the steps of the test?",
    }),
    sampleQuestion({
      id: "recommend",
      type: "NPS",
      isRequired: true,
      textAr: "ما مدى احتمال أن توصي بنا أهلك وأصدقاءك؟",
      textEn: "How likely are you to recommend us to family and friends?",
    }),
    sampleQuestion({
      id: "comment",
      type: "TEXT",
      textAr: "هل تود إضافة شيء؟",
      textEn: "Is there anything you would like to add?",
    }),
  ],
  { thanksAr: "شكرًا لوقتك، ونتمنى لك الصحة والعافية.", thanksEn: "Thank you for your time. We wish you good health." },
);
