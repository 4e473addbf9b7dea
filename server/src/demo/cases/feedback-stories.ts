export interface FeedbackStory {
  readonly kind: "INQUIRY" | "COMPLIMENT" | "SUGGESTION" | "COMMENT";
  readonly department: string;
  readonly subjectAr: string;
  readonly subjectEn: string;
  readonly saidAr: string;
  readonly saidEn: string;
  /** For inquiries. */
  readonly answerAr?: string;
  readonly answerEn?: string;
}

export const feedbackStories: readonly FeedbackStory[] = [
  {
    kind: "INQUIRY",
    department: "PATIENT-SERVICES",
    subjectAr: "أوقات زيارة المرضى",
    subjectEn: "Visiting hours",
    saidAr: "متى تبدأ أوقات الزيارة في نهاية الأسبوع؟ وهل يُسمح بدخول الأطفال؟",
    saidEn: "When are the visiting hours at the weekend, and may children come?",
    answerAr: "الزيارة يوميًا من الرابعة حتى الثامنة مساءً، ويُسمح للأطفال فوق اثني عشر عامًا.",
    answerEn: "Daily from four to eight in the evening; children over twelve may come.",
  },
  {
    kind: "INQUIRY",
    department: "LAB",
    subjectAr: "الحصول على نتائج المختبر إلكترونيًا",
    subjectEn: "Getting laboratory results online",
    saidAr: "كيف أستلم نتائج التحاليل دون الحضور؟",
    saidEn: "How can I get my results without coming in?",
    answerAr: "تظهر النتائج في التطبيق خلال يوم عمل بعد اعتمادها.",
    answerEn: "Results show in the app within one working day of their approval.",
  },
  {
    kind: "INQUIRY",
    department: "RADIOLOGY",
    subjectAr: "نسخة من صور الأشعة على قرص",
    subjectEn: "A copy of the films on a disc",
    saidAr: "أحتاج نسخة من الرنين المغناطيسي لطبيب آخر.",
    saidEn: "I need a copy of my MRI for another doctor.",
    answerAr: "تُسلّم النسخة من شباك الأشعة خلال ساعة بإبراز الهوية.",
    answerEn: "The radiology counter hands it out within an hour; please bring your id.",
  },
  {
    kind: "COMPLIMENT",
    department: "NURSING",
    subjectAr: "شكر لطاقم التمريض الليلي",
    subjectEn: "Thanks to the night nurses",
    saidAr: "كانوا معنا كأهلنا طوال الليل، جزاهم الله خيرًا.",
    saidEn: "They were like family to us the whole night.",
  },
  {
    kind: "COMPLIMENT",
    department: "EMERGENCY",
    subjectAr: "سرعة التعامل مع حالة والدي",
    subjectEn: "My father was looked after at once",
    saidAr: "من لحظة وصولنا إلى الطوارئ حتى القسطرة أقل من ساعة.",
    saidEn: "From the door of emergency to the catheter lab in less than an hour.",
  },
  {
    kind: "COMPLIMENT",
    department: "PHARMACY",
    subjectAr: "شرح الصيدلي وافٍ وواضح",
    subjectEn: "The pharmacist explained everything well",
    saidAr: "شرح لي كل دواء ومتى آخذه وكتبه لي بخط كبير.",
    saidEn: "Each medicine and when to take it, written down in large letters.",
  },
  {
    kind: "SUGGESTION",
    department: "PATIENT-SERVICES",
    subjectAr: "لوحات إرشادية أوضح من المواقف إلى العيادات",
    subjectEn: "Clearer signs from the car park to the clinics",
    saidAr: "ضعنا مرتين بين المواقف والعيادات، ولو وُضعت أسهم ملونة لسهلت الطريق.",
    saidEn: "We got lost twice between the car park and the clinics; coloured arrows would help.",
  },
  {
    kind: "SUGGESTION",
    department: "OPD",
    subjectAr: "تذكير بالموعد قبل يوم",
    subjectEn: "A reminder a day before the appointment",
    saidAr: "رسالة قبل الموعد بيوم مع رقم العيادة والدور.",
    saidEn: "A message the day before, with the clinic and the floor.",
  },
  {
    kind: "COMMENT",
    department: "INPATIENT",
    subjectAr: "الغرفة هادئة ومريحة",
    subjectEn: "The room was calm and comfortable",
    saidAr: "الغرفة ممتازة لكن المكيف بارد قليلًا في الليل.",
    saidEn: "The room is excellent, only the air conditioning is a little cold at night.",
  },
];
