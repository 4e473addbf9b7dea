import type { Bilingual } from "../../core/index.ts";

/** Everything the intake can find wrong with one event or a batch; `code` is for programs, the text for people. */
export const intakeMessages = {
  REQUIRED: { en: "This field is required.", ar: "هذا الحقل مطلوب." },
  WRONG_TYPE: { en: "This value has the wrong JSON type.", ar: "نوع القيمة في JSON غير صحيح." },
  EMPTY: {
    en: "This must not be empty. Leave it out or send null when there is no value.",
    ar: "يجب ألا تكون القيمة فارغة. احذف الحقل أو أرسل null عند عدم وجود قيمة.",
  },
  TOO_LONG: { en: "At most 128 characters.", ar: "128 حرفًا على الأكثر." },
  BAD_CHARACTER: {
    en: "Control characters and broken Unicode are not taken.",
    ar: "لا تُقبل محارف التحكم ولا نصوص يونيكود التالفة.",
  },
  BAD_TIME: {
    en: "Write an RFC 3339 time with its offset, e.g. 2026-11-23T08:15:00+03:00.",
    ar: "اكتب الوقت بصيغة RFC 3339 مع فرق التوقيت، مثل 2026-11-23T08:15:00+03:00.",
  },
  IN_FUTURE: {
    en: "This lies more than 5 minutes in the future.",
    ar: "هذا الوقت يتجاوز الوقت الحالي بأكثر من 5 دقائق.",
  },
  TOO_LARGE: { en: "A payload has at most 64 KiB.", ar: "الحد الأقصى لحجم payload هو 64 كيلوبايت." },
  TOO_DEEP: { en: "A payload nests at most 64 levels.", ar: "الحد الأقصى لتداخل payload هو 64 مستوى." },
  DUPLICATE_KEY: { en: "This key is there twice.", ar: "هذا المفتاح مكرر." },
  UNKNOWN_HOSPITAL: { en: "No hospital has this code.", ar: "لا يوجد مستشفى بهذا الرمز." },
  SOURCE_NOT_ALLOWED: {
    en: "These credentials speak for another source system.",
    ar: "بيانات الدخول هذه مرتبطة بنظام مصدر آخر.",
  },
  HOSPITAL_NOT_ALLOWED: {
    en: "These credentials do not speak for this hospital.",
    ar: "بيانات الدخول هذه لا تشمل هذا المستشفى.",
  },
  EMPTY_BATCH: { en: "A batch has at least one event.", ar: "يجب أن تحتوي الدفعة على حدث واحد على الأقل." },
  TOO_MANY: { en: "A batch has at most 1,000 events.", ar: "يجب ألا تتجاوز الدفعة 1000 حدث." },
} as const satisfies Record<string, Bilingual>;

export type IntakeCode = keyof typeof intakeMessages;

/** `detail` of a refused request. */
export const intakeDetails = {
  malformed: { en: "The body is not valid JSON in UTF-8.", ar: "محتوى الطلب ليس JSON صالحًا بترميز UTF-8." },
  credentials: {
    en: "Send a valid API key in X-API-Key or a service account's access token as Authorization: Bearer.",
    ar: "أرسل مفتاح API صالحًا في X-API-Key أو رمز وصول لحساب خدمة في Authorization: Bearer.",
  },
  notPermitted: { en: "These credentials may not post this.", ar: "بيانات الدخول هذه لا تسمح بهذا الإرسال." },
  method: { en: "Only POST is served here.", ar: "هذا العنوان يقبل POST فقط." },
  eventTooLarge: {
    en: "One event has at most 1 MiB, a batch at most 8 MiB.",
    ar: "الحد الأقصى للحدث الواحد 1 ميبيبايت وللدفعة 8 ميبيبايت.",
  },
  mediaType: {
    en: "Send Content-Type: application/json, UTF-8, without a content encoding.",
    ar: "أرسل Content-Type: application/json بترميز UTF-8 ودون ضغط.",
  },
  wrong: { en: "The body is JSON but not an event; see errors.", ar: "المحتوى JSON لكنه ليس حدثًا صحيحًا؛ انظر errors." },
  rate: {
    en: "Too many events in this minute. Wait as Retry-After says.",
    ar: "عدد الأحداث في هذه الدقيقة كبير. انتظر المدة المذكورة في Retry-After.",
  },
  unavailable: {
    en: "The event could not be stored and was not taken. Send it again after the time in Retry-After.",
    ar: "تعذّر حفظ الحدث ولم يُقبل. أعد إرساله بعد المدة المذكورة في Retry-After.",
  },
} as const satisfies Record<string, Bilingual>;
