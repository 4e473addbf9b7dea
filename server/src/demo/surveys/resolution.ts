import { comment, rating, yesNo, type DemoSurvey } from "./build.ts";

/** F7.4: sent when a complaint is closed. */
export const resolution: DemoSurvey = {
  code: "RESOLUTION",
  nameAr: "الرضا عن معالجة الشكوى",
  nameEn: "Satisfaction with the resolution of a complaint",
  negativeThreshold: 60,
  topic: "DISCHARGE",
  definition: {
    sections: [],
    questions: [
      rating(
        "resolution",
        "ما مدى رضاك عن معالجة شكواك؟",
        "How satisfied are you with how your complaint was resolved?",
        {
          isRequired: true,
          weight: 3,
        },
      ),
      rating("speed", "ما مدى رضاك عن سرعة المعالجة؟", "How satisfied are you with how long it took?", { weight: 1 }),
      yesNo("informed", "هل أُبلغت بما تم اتخاذه؟", "Were you told what was done?", { weight: 1 }),
      comment(),
    ],
  },
};
