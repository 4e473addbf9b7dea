import { comment, rating, recommend, smiley, thanks, whatWentWrong, yesNo, type DemoSurvey } from "./build.ts";

export const ambulance: DemoSurvey = {
  code: "EMS-TRANSPORT",
  topic: "EMERGENCY",
  nameAr: "خدمة الإسعاف",
  nameEn: "Ambulance service",
  definition: {
    introAr: "سلامتك. كيف كانت خدمة الإسعاف؟",
    introEn: "We hope you feel better. How was the ambulance service?",
    ...thanks,
    questions: [
      smiley(
        "arrival_time",
        "ما رأيك في سرعة وصول الإسعاف؟",
        "How did you feel about how quickly the ambulance arrived?",
        { isRequired: true },
      ),
      rating("paramedic_care", "كيف تقيّم عناية المسعفين بك؟", "How would you rate the care of the paramedics?", {
        isRequired: true,
        weight: 2,
      }),
      comment(),
    ],
  },
};

export const emergency: DemoSurvey = {
  code: "ER-CARE",
  topic: "EMERGENCY",
  nameAr: "رعاية الطوارئ",
  nameEn: "Emergency care",
  negativeThreshold: 55,
  definition: {
    introAr: "سلامتك تهمنا. كيف كانت رعايتك في الطوارئ؟",
    introEn: "We wish you a quick recovery. How was your care in the emergency department?",
    ...thanks,
    questions: [
      smiley(
        "er_waiting",
        "ما رأيك في مدة الانتظار قبل أن يراك الطبيب؟",
        "How did you feel about the wait before a doctor saw you?",
        { isRequired: true },
      ),
      rating(
        "er_doctor",
        "كيف تقيّم اهتمام طبيب الطوارئ بك؟",
        "How would you rate the attention of the emergency doctor?",
        { isRequired: true, weight: 2 },
      ),
      rating("er_nursing", "كيف تقيّم رعاية التمريض في الطوارئ؟", "How would you rate the emergency nursing care?", {
        allowsNotApplicable: true,
      }),
      yesNo("er_explained", "هل شُرح لك ما يجب فعله بعد خروجك؟", "Were you told what to do after leaving?", {
        isRequired: true,
      }),
      recommend(),
      whatWentWrong(
        ["er_waiting", "er_doctor", "er_nursing"],
        [
          ["LONG_WAIT", "طول الانتظار", "Long wait"],
          ["NO_UPDATES", "لم يخبرني أحد بما يجري", "Nobody told me what was happening"],
          ["PAIN", "لم يُعالج ألمي بسرعة", "My pain was not treated quickly"],
          ["STAFF_ATTITUDE", "أسلوب التعامل", "How I was treated"],
          ["CROWDED", "الازدحام", "It was crowded"],
        ],
      ),
      comment(),
    ],
  },
};
