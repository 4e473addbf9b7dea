import { Failure, failure } from "../core/index.ts";
import type { MoveRefusal } from "./px-action.rules.ts";

type Texts = readonly [en: string, ar: string, field?: readonly string[]];

const texts: Readonly<Record<Exclude<MoveRefusal, "CHECKLIST_INCOMPLETE">, Texts>> = {
  ILLEGAL_STATUS: [
    "This is not possible in the action's present status. Reload to see where it stands.",
    "هذا الإجراء غير ممكن في الحالة الحالية. حدّث الصفحة للاطلاع على الحالة.",
  ],
  REASON_REQUIRED: ["Give a reason.", "اذكر السبب.", ["note"]],
  EVIDENCE_REQUIRED: ["Add at least one piece of evidence first.", "أضف دليلًا واحدًا على الأقل أولًا."],
  FOUR_EYES: [
    "Somebody else has to approve it: you asked for this approval.",
    "يجب أن يعتمده شخص آخر لأنك من طلب الاعتماد.",
  ],
  NOT_REQUESTER: [
    "Only the person who asked for the approval can take the request back.",
    "لا يمكن سحب طلب الاعتماد إلا من قِبل من قدّمه.",
  ],
};

/** `reasonField`: how the mutation at hand calls its reason. */
export function refusal(code: keyof typeof texts, reasonField = "note"): Failure {
  const [en, ar, field] = texts[code];
  return failure(code, en, ar, field ? [reasonField] : undefined);
}

const mostNamed = 5;

/** PX-24: says what is missing, so that nobody has to look for it. */
export function checklistIncomplete(missing: readonly { readonly textEn: string; readonly textAr: string }[]): Failure {
  const rest = missing.length - mostNamed;
  const listed = (texts: readonly string[], comma: string, more: string) =>
    texts.slice(0, mostNamed).join(comma) + (rest > 0 ? ` (${more} ${rest})` : "");
  const en = missing.map(({ textEn }) => `“${textEn}”`);
  const ar = missing.map(({ textAr }) => `«${textAr}»`);
  return failure(
    "CHECKLIST_INCOMPLETE",
    `Still open in the checklist: ${listed(en, ", ", "and more:")}.`,
    `بنود لم تكتمل في قائمة التحقق: ${listed(ar, "، ", "وبنود أخرى:")}.`,
  );
}

/** PX-25: the words for all that the workflow's rules have against a step. */
export function moveRefusal(
  codes: readonly MoveRefusal[],
  missing: Parameters<typeof checklistIncomplete>[0],
  reasonField?: string,
): Failure {
  return new Failure(
    codes.flatMap((code) => {
      const { problems } = code === "CHECKLIST_INCOMPLETE" ? checklistIncomplete(missing) : refusal(code, reasonField);
      return problems;
    }),
  );
}

export const notAssignable = () =>
  failure(
    "NOT_ASSIGNABLE",
    "This user does not work on actions of this place. Choose somebody else.",
    "هذا المستخدم لا يعمل على إجراءات هذا القسم. اختر شخصًا آخر.",
    ["assigneeId"],
  );

export const alreadyEnded = () =>
  failure(
    "ILLEGAL_STATUS",
    "The action has ended; nothing can be changed any more.",
    "انتهى هذا الإجراء ولا يمكن تغييره.",
  );

/** PX-7: what stands beside a request that somebody without the right to approve looks at. */
export const approvalIsOfPxTeam = () => failure("FORBIDDEN", "The PX team approves it.", "يعتمده فريق تجربة المريض.");
