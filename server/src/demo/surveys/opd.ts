import { comment, likert, rating, recommend, smiley, thanks, whatWentWrong, yesNo, type DemoSurvey } from "./build.ts";

export const consultation: DemoSurvey = {
  code: "OPD-CONSULT",
  topic: "CONSULT",
  nameAr: "زيارة العيادة",
  nameEn: "Clinic visit",
  definition: {
    introAr: "نشكرك على زيارتك. أسئلة قصيرة عن لقائك بالطبيب، لن تستغرق أكثر من دقيقة.",
    introEn: "Thank you for your visit. A few short questions about your consultation; it takes less than a minute.",
    ...thanks,
    sections: [
      { code: "DOCTOR", titleAr: "الطبيب", titleEn: "Your doctor" },
      { code: "VISIT", titleAr: "الزيارة", titleEn: "Your visit" },
    ],
    questions: [
      rating(
        "doctor_listening",
        "كيف تقيّم استماع الطبيب إليك واهتمامه بحالتك؟",
        "How well did the doctor listen to you and care about your concerns?",
        { isRequired: true, sectionCode: "DOCTOR", weight: 2 },
      ),
      yesNo(
        "doctor_explained",
        "هل شرح لك الطبيب حالتك وخطة العلاج بوضوح؟",
        "Did the doctor explain your condition and treatment clearly?",
        { isRequired: true, sectionCode: "DOCTOR" },
      ),
      smiley(
        "waiting_time",
        "ما رأيك في مدة الانتظار قبل الدخول إلى الطبيب؟",
        "How did you feel about the waiting time before seeing the doctor?",
        { sectionCode: "VISIT" },
      ),
      rating(
        "staff_courtesy",
        "كيف تقيّم تعامل موظفي الاستقبال والتمريض؟",
        "How would you rate the courtesy of the reception and nursing staff?",
        { sectionCode: "VISIT", allowsNotApplicable: true },
      ),
      recommend(),
      whatWentWrong(
        ["doctor_listening", "waiting_time", "staff_courtesy"],
        [
          ["LONG_WAIT", "طول الانتظار", "Long wait"],
          ["RUSHED", "استعجال الطبيب", "The doctor was in a hurry"],
          ["UNCLEAR_PLAN", "عدم وضوح خطة العلاج", "The treatment was not clear to me"],
          ["STAFF_ATTITUDE", "أسلوب الموظفين", "How the staff treated me"],
          ["APPOINTMENT", "صعوبة حجز الموعد", "Getting the appointment"],
        ],
        ["doctor_explained"],
      ),
      comment(),
    ],
  },
};

export const laboratory: DemoSurvey = {
  code: "LAB",
  topic: "LAB",
  nameAr: "خدمات المختبر",
  nameEn: "Laboratory",
  definition: {
    introAr: "كيف كانت زيارتك للمختبر؟ رأيك يساعدنا على التحسين.",
    introEn: "How was your visit to the laboratory? Your opinion helps us improve.",
    ...thanks,
    questions: [
      rating(
        "sample_collection",
        "كيف تقيّم مهارة من سحب العينة ولطفه معك؟",
        "How would you rate the skill and kindness of the person who took your sample?",
        { isRequired: true, weight: 2 },
      ),
      smiley(
        "lab_waiting",
        "ما رأيك في مدة الانتظار في المختبر؟",
        "How did you feel about the waiting time in the laboratory?",
        { isRequired: true },
      ),
      yesNo("result_time_told", "هل أُخبرت متى ستصدر نتائجك؟", "Were you told when your results would be ready?", {
        allowsNotApplicable: true,
      }),
      whatWentWrong(
        ["sample_collection", "lab_waiting"],
        [
          ["LONG_WAIT", "طول الانتظار", "Long wait"],
          ["PAINFUL", "سحب مؤلم أو متكرر", "Painful or repeated draw"],
          ["PRIVACY", "قلة الخصوصية", "Too little privacy"],
          ["RESULT_DELAY", "تأخر النتيجة", "The result was late"],
        ],
      ),
      comment(),
    ],
  },
};

export const radiology: DemoSurvey = {
  code: "RADIOLOGY",
  topic: "RADIOLOGY",
  nameAr: "خدمات الأشعة",
  nameEn: "Radiology",
  definition: {
    introAr: "كيف كانت تجربتك في قسم الأشعة؟",
    introEn: "How was your experience in the radiology department?",
    ...thanks,
    questions: [
      rating(
        "technician_care",
        "كيف تقيّم تعامل فني الأشعة معك؟",
        "How would you rate the way the radiographer treated you?",
        { isRequired: true, weight: 2 },
      ),
      yesNo("exam_explained", "هل شُرح لك الفحص قبل إجرائه؟", "Was the examination explained to you beforehand?", {
        isRequired: true,
      }),
      smiley(
        "radiology_waiting",
        "ما رأيك في مدة الانتظار من الموعد إلى الفحص؟",
        "How did you feel about the wait from your appointment to the examination?",
      ),
      likert(
        "felt_comfortable",
        "شعرت بالراحة واحترام خصوصيتي أثناء الفحص (1 لا أوافق إطلاقًا، 5 أوافق تمامًا).",
        "I felt comfortable and my privacy was respected (1 strongly disagree, 5 strongly agree).",
      ),
      whatWentWrong(
        ["technician_care", "radiology_waiting", "felt_comfortable"],
        [
          ["LONG_WAIT", "طول الانتظار", "Long wait"],
          ["RESCHEDULED", "تأجيل الموعد", "The appointment was moved"],
          ["PRIVACY", "قلة الخصوصية", "Too little privacy"],
          ["NO_EXPLANATION", "لم يُشرح لي شيء", "Nothing was explained"],
          ["REPORT_DELAY", "تأخر التقرير", "The report was late"],
        ],
      ),
      comment(),
    ],
  },
};

export const pharmacy: DemoSurvey = {
  code: "PHARMACY",
  topic: "PHARMACY",
  nameAr: "خدمات الصيدلية",
  nameEn: "Pharmacy",
  definition: {
    introAr: "نتمنى لك الشفاء العاجل. كيف كانت خدمة الصيدلية؟",
    introEn: "We wish you a quick recovery. How was the pharmacy?",
    ...thanks,
    questions: [
      yesNo(
        "medicine_explained",
        "هل شرح لك الصيدلي طريقة استخدام الدواء؟",
        "Did the pharmacist explain how to use your medicine?",
        { isRequired: true, weight: 2 },
      ),
      smiley(
        "pharmacy_waiting",
        "ما رأيك في سرعة صرف الدواء؟",
        "How did you feel about the time it took to get your medicine?",
        { isRequired: true },
      ),
      rating(
        "pharmacist_courtesy",
        "كيف تقيّم تعامل الصيدلي معك؟",
        "How would you rate the courtesy of the pharmacist?",
        { isRequired: true },
      ),
      yesNo("all_available", "هل توفرت لك جميع الأدوية الموصوفة؟", "Were all your prescribed medicines available?"),
      whatWentWrong(
        ["pharmacy_waiting", "pharmacist_courtesy"],
        [
          ["LONG_WAIT", "طول الانتظار", "Long wait"],
          ["NOT_AVAILABLE", "عدم توفر الدواء", "A medicine was not available"],
          ["NO_EXPLANATION", "لم تُشرح طريقة الاستخدام", "The use was not explained"],
          ["INSURANCE", "تأخر موافقة التأمين", "Insurance approval took long"],
        ],
      ),
      comment(),
    ],
  },
};
