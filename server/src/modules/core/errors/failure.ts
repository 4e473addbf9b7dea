import type { Bilingual } from "../text/bilingual.ts";

/** One thing the caller can mend: becomes a `userErrors` entry of the mutation's payload. */
export interface Problem {
  readonly code: string;
  readonly message: Bilingual;
  /** Path into the input, e.g. ["stages", "0", "code"]. */
  readonly field?: readonly string[];
  /** A warning stops a save only until the caller accepts it by its code; left out: an error. */
  readonly severity?: Severity;
}

export enum Severity {
  ERROR = "ERROR",
  WARNING = "WARNING",
}

/** An expected refusal of a business rule. Throwing it rolls the transaction back and answers with userErrors. */
export class Failure extends Error {
  override readonly name = "Failure";
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.code).join(", "));
  }
}

export function failure(code: string, en: string, ar: string, field?: readonly string[]): Failure {
  return new Failure([{ code, message: { en, ar }, field }]);
}

/** What still stands against a save: errors always, warnings until their codes are accepted. */
export function standing<Given extends Problem>(problems: readonly Given[], accepted: readonly string[] = []): Given[] {
  return problems.filter((problem) => problem.severity !== Severity.WARNING || !accepted.includes(problem.code));
}

/** Errors and warnings that were not accepted are reported together, so that a form is mended in one go. */
export function assertNothingStands(problems: readonly Problem[], accepted?: readonly string[]): void {
  const rest = standing(problems, accepted);
  if (rest.length > 0) throw new Failure(rest);
}

export type RefusalCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "UNAVAILABLE";

/** What the caller cannot mend in the form they sent: becomes a GraphQL error with `extensions.code` (graphql.md). */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    readonly text: Bilingual,
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(text.en);
  }
}

export const unauthenticated = () =>
  new Refusal("UNAUTHENTICATED", { en: "Please sign in.", ar: "يرجى تسجيل الدخول." });

export const forbidden = () =>
  new Refusal("FORBIDDEN", { en: "You do not have the right to do this.", ar: "ليست لديك صلاحية لهذا الإجراء." });

/** AC-15: who looks as somebody else changes nothing. */
export const onlyLooking = () =>
  new Refusal("FORBIDDEN", {
    en: "You are only looking as this user. End that to make changes.",
    ar: "أنت تعرض النظام بصفة هذا المستخدم للقراءة فقط. أنهِ العرض لإجراء تغييرات.",
  });

/** Also for what lies outside the viewer's scope: the two must not be told apart. */
export const notFound = () =>
  new Refusal("NOT_FOUND", {
    en: "This does not exist or is not yours to see.",
    ar: "العنصر غير موجود أو خارج نطاق صلاحيتك.",
  });

export const changedMeanwhile: Bilingual = {
  en: "Somebody else changed this in the meantime. Load what stands now and try again.",
  ar: "قام شخص آخر بتعديل هذا العنصر. حمّل النسخة الحالية ثم حاول مجددًا.",
};

/** Two people edited the same thing; the caller gets which row it was and the version that stands now, to load it. */
export const conflict = (current: { readonly id?: string; readonly version: number }) =>
  new Refusal("CONFLICT", changedMeanwhile, { currentVersion: current.version, id: current.id });
