import { choice, comment, rating, recommend, smiley, thanks, whatWentWrong, yesNo, type DemoSurvey } from "./build.ts";

export const admission: DemoSurvey = {
  code: "IP-ADMISSION",
  topic: "WARD",
  nameAr: "الدخول إلى المستشفى",
  nameEn: "Admission",
  definition: {
    introAr: "سلامتك تهمنا. كيف كانت إجراءات دخولك؟",
    introEn: "We wish you a speedy recovery. How was your admission?",
    ...thanks,
    questions: [
      smiley(
        "admission_speed",
        "ما رأيك في سرعة إجراءات الدخول؟",
        "How did you feel about the time your admission took?",
        { isRequired: true },
      ),
      rating(
        "room_readiness",
        "كيف تقيّم جاهزية الغرفة ونظافتها عند وصولك؟",
        "How would you rate the readiness and cleanliness of your room on arrival?",
        { isRequired: true },
      ),
      yesNo(
        "rights_explained",
        "هل عُرّفت بحقوقك وبنظام الزيارة؟",
        "Were your rights and the visiting hours explained to you?",
      ),
      whatWentWrong(
        ["admission_speed", "room_readiness"],
        [
          ["PAPERWORK", "كثرة الأوراق والإجراءات", "Too much paperwork"],
          ["ROOM_NOT_READY", "الغرفة لم تكن جاهزة", "The room was not ready"],
          ["APPROVAL", "تأخر موافقة التأمين", "Insurance approval took long"],
        ],
      ),
      comment(),
    ],
  },
};

export const doctorRound: DemoSurvey = {
  code: "IP-DOCTOR",
  topic: "WARD",
  nameAr: "متابعة الطبيب أثناء التنويم",
  nameEn: "Doctor's care on the ward",
  definition: {
    introAr: "كيف تجد متابعة طبيبك لك أثناء إقامتك؟",
    introEn: "How do you find your doctor's care during your stay?",
    ...thanks,
    questions: [
      rating(
        "doctor_attention",
        "كيف تقيّم اهتمام الطبيب وإجابته عن أسئلتك؟",
        "How would you rate the doctor's attention and answers to your questions?",
        { isRequired: true, weight: 2 },
      ),
      yesNo(
        "plan_shared",
        "هل أُشركت أنت أو أسرتك في قرارات العلاج؟",
        "Were you or your family involved in decisions about your treatment?",
        { isRequired: true },
      ),
      choice("pain_control", "كيف كانت السيطرة على الألم؟", "How well was your pain controlled?", [
        ["ALWAYS", "دائمًا جيدة", "Always well", 100],
        ["MOSTLY", "جيدة في الغالب", "Mostly well", 67],
        ["SOMETIMES", "جيدة أحيانًا", "Sometimes", 33],
        ["NEVER", "غير جيدة", "Not well", 0],
        ["NO_PAIN", "لم أشعر بألم", "I had no pain"],
      ]),
      comment(),
    ],
  },
};

export const nursing: DemoSurvey = {
  code: "IP-NURSING",
  topic: "WARD",
  nameAr: "رعاية التمريض",
  nameEn: "Nursing care",
  definition: {
    introAr: "كيف تجد رعاية فريق التمريض لك؟",
    introEn: "How do you find the care of our nursing team?",
    ...thanks,
    questions: [
      rating(
        "nurse_care",
        "كيف تقيّم رعاية طاقم التمريض واحترامه لك؟",
        "How would you rate the care and respect of the nursing staff?",
        { isRequired: true, weight: 2 },
      ),
      smiley(
        "call_response",
        "ما رأيك في سرعة الاستجابة عند طلب المساعدة؟",
        "How did you feel about the response when you called for help?",
        { isRequired: true, allowsNotApplicable: true },
      ),
      rating(
        "cleanliness",
        "كيف تقيّم نظافة الغرفة ودورة المياه؟",
        "How would you rate the cleanliness of your room and bathroom?",
      ),
      smiley("quiet_at_night", "ما رأيك في الهدوء ليلًا؟", "How quiet was it at night?"),
      whatWentWrong(
        ["nurse_care", "call_response", "cleanliness", "quiet_at_night"],
        [
          ["SLOW_RESPONSE", "بطء الاستجابة", "Slow response"],
          ["STAFF_ATTITUDE", "أسلوب التعامل", "How I was treated"],
          ["CLEANLINESS", "النظافة", "Cleanliness"],
          ["NOISE", "الإزعاج", "Noise"],
          ["FOOD", "الوجبات", "Meals"],
        ],
      ),
      comment(),
    ],
  },
};

export const discharge: DemoSurvey = {
  code: "IP-DISCHARGE",
  topic: "DISCHARGE",
  nameAr: "الخروج من المستشفى",
  nameEn: "Discharge",
  negativeThreshold: 65,
  definition: {
    introAr: "الحمد لله على سلامتك. كيف تقيّم إقامتك وإجراءات خروجك؟",
    introEn: "We are glad you are going home. How was your stay and your discharge?",
    ...thanks,
    questions: [
      rating("overall_stay", "كيف تقيّم إقامتك بشكل عام؟", "How would you rate your stay overall?", {
        isRequired: true,
        weight: 2,
      }),
      yesNo(
        "home_instructions",
        "هل شُرحت لك التعليمات والأدوية قبل الخروج؟",
        "Were the instructions and medicines for home explained before you left?",
        { isRequired: true },
      ),
      smiley(
        "discharge_speed",
        "ما رأيك في سرعة إجراءات الخروج؟",
        "How did you feel about the time your discharge took?",
        { isRequired: true },
      ),
      recommend(),
      whatWentWrong(
        ["overall_stay", "discharge_speed"],
        [
          ["DISCHARGE_DELAY", "تأخر إجراءات الخروج", "Discharge took long"],
          ["BILLING", "الفاتورة والتأمين", "Billing and insurance"],
          ["NO_INSTRUCTIONS", "عدم وضوح التعليمات", "Instructions were not clear"],
          ["FOLLOW_UP", "موعد المراجعة", "Follow-up appointment"],
        ],
        ["home_instructions"],
      ),
      comment(),
    ],
  },
};
