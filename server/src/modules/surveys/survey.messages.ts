import type { AnswerProblemCode } from "./survey.answers.ts";
import type { SurveyProblemCode } from "./survey.findings.ts";

export interface BilingualMessage {
  messageAr: string;
  messageEn: string;
}

const say = (messageEn: string, messageAr: string): BilingualMessage => ({ messageAr, messageEn });

/** For the author of a survey: what is wrong and what to do. */
export const SURVEY_PROBLEM_MESSAGES: Record<SurveyProblemCode, BilingualMessage> = {
  NO_QUESTIONS: say("Add at least one question.", "أضف سؤالًا واحدًا على الأقل."),
  TOO_MANY: say("This is more than a survey can hold; remove some.", "العدد أكبر مما تتسع له الاستبانة؛ احذف بعضه."),
  MISSING_TEXT_AR: say("Write the Arabic text.", "اكتب النص العربي."),
  MISSING_TEXT_EN: say("Write the English text.", "اكتب النص الإنجليزي."),
  BAD_ID: say(
    "Ids and codes begin with a letter or digit and use only letters, digits, “-”, “_” and “.”.",
    "المعرّفات والرموز تبدأ بحرف لاتيني أو رقم ولا تستخدم إلا الحروف اللاتينية والأرقام و«-» و«_» و«.».",
  ),
  DUPLICATE_ID: say("Another question has this id.", "هذا المعرّف مستخدم في سؤال آخر."),
  DUPLICATE_CODE: say("This code is used twice.", "هذا الرمز مستخدم مرتين."),
  BAD_TYPE: say("Choose one of the known types.", "اختر نوعًا من الأنواع المعروفة."),
  UNKNOWN_SECTION: say("Choose a section of this survey.", "اختر قسمًا من أقسام هذه الاستبانة."),
  NO_OPTIONS: say("Give at least two options to choose from.", "أضف خيارين على الأقل."),
  BAD_OPTION: say(
    "A yes/no question has the options YES and NO, and at most a “not applicable” one.",
    "لسؤال نعم/لا خيارا YES وNO، وخيار «لا ينطبق» على الأكثر.",
  ),
  BAD_WEIGHT: say("The weight is a number from 0 to 1000.", "الوزن رقم من 0 إلى 1000."),
  BAD_SCORE: say(
    "The score is a number from 0 to 100, or empty when it should not count.",
    "الدرجة رقم من 0 إلى 100، أو فارغة إذا كانت لا تُحتسب.",
  ),
  BAD_TOP_BOX: say(
    "The top box must be one of the values of this question.",
    "يجب أن تكون أعلى فئة من قيم هذا السؤال.",
  ),
  NOTHING_SCORED: say("No question counts under this scoring rule.", "لا يوجد سؤال يُحتسب وفق قاعدة التقييم هذه."),
  BAD_CONDITION: say("This condition can't be read.", "لا يمكن قراءة هذا الشرط."),
  UNKNOWN_QUESTION: say(
    "The condition refers to a question that is not in this survey.",
    "يشير الشرط إلى سؤال غير موجود في هذه الاستبانة.",
  ),
  BAD_OPERATOR: say("This comparison does not fit that type of question.", "هذه المقارنة لا تناسب نوع السؤال."),
  UNKNOWN_OPTION: say(
    "The condition refers to an option that the question does not have.",
    "يشير الشرط إلى خيار غير موجود في السؤال.",
  ),
  BAD_VALUE: say(
    "The condition compares with a value that the question can't have.",
    "يقارن الشرط بقيمة لا يمكن أن يأخذها السؤال.",
  ),
  CYCLE: say(
    "These questions wait for each other, so none would be shown.",
    "هذه الأسئلة ينتظر بعضها بعضًا فلن يظهر أي منها.",
  ),
  FORWARD_REFERENCE: say("A condition may look only at earlier questions.", "لا يعتمد الشرط إلا على أسئلة سابقة."),
  UNREACHABLE_REQUIRED: say("No answers lead to this required question.", "لا توجد إجابات تؤدي إلى هذا السؤال الإلزامي."),
  TOO_COMPLEX: say(
    "The conditions are too tangled to check; simplify them.",
    "الشروط معقدة إلى حد يتعذر معه التحقق منها؛ بسّطها.",
  ),
};

/** For the patient: friendly, and no blame. */
export const ANSWER_PROBLEM_MESSAGES: Record<AnswerProblemCode, BilingualMessage> = {
  ANSWERS_NOT_AN_OBJECT: say("We could not read the answers.", "تعذّرت قراءة الإجابات."),
  UNKNOWN_QUESTION: say("This question is not part of your survey.", "هذا السؤال ليس من استبيانك."),
  UNKNOWN_VALUE: say("Please choose one of the answers shown.", "فضلًا اختر إحدى الإجابات المعروضة."),
  TEXT_TOO_LONG: say("Please shorten your comment to 10,000 characters.", "فضلًا اختصر تعليقك إلى 10,000 حرف."),
  NOT_APPLICABLE_REFUSED: say("Please choose one of the answers shown.", "فضلًا اختر إحدى الإجابات المعروضة."),
  NOT_APPLICABLE_NOT_ALONE: say(
    "“Not applicable” can't be combined with another answer.",
    "لا يمكن الجمع بين «لا ينطبق» وإجابة أخرى.",
  ),
  ANSWER_REQUIRED: say("Please answer this question.", "فضلًا أجب عن هذا السؤال."),
};
