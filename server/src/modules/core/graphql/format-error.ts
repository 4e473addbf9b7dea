import { unwrapResolverError } from "@apollo/server/errors";
import { OptimisticLockError } from "@mikro-orm/core";
import type { GraphQLFormattedError } from "graphql";
import { ArgumentValidationError } from "type-graphql";
import { changedMeanwhile, Failure, Refusal } from "../errors/failure.ts";
import type { Log } from "../log/log.ts";
import { inLanguage, type Bilingual, type Language } from "../text/bilingual.ts";

const internal: Bilingual = {
  en: "Something went wrong on our side. It has been noted; please try again.",
  ar: "حدث خطأ من جانبنا وتم تسجيله. يرجى المحاولة مجددًا.",
};
const unavailable: Bilingual = {
  en: "The service is not reachable for a moment. Please try again.",
  ar: "الخدمة غير متاحة مؤقتًا. يرجى المحاولة بعد قليل.",
};
const wrongInput: Bilingual = { en: "Some of the input is not valid.", ar: "بعض المدخلات غير صالحة." };
/** Values that PostgreSQL can't read: an id that is no UUID, a NUL in a text, a number or time out of range. The caller's matter. */
const unreadable = /^(22P02|22P05|22021|22003|22007|22008|22009)$/;

/** Connection trouble of PostgreSQL or the network: worth a retry. */
const outage = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|57P0[123]|57014|08\d{3}|53\d{3})$/;

/** graphql-js repeats the value that was sent: it may be a patient's. */
const badVariable = /^Variable "\$(\w+)" (?:.* at "([\w.[\]]+)"; )?/s;
const wrongVariable = (name: string): Bilingual => ({
  en: `The value of the variable $${name} does not fit its type.`,
  ar: `قيمة المتغير $${name} لا تناسب نوعه.`,
});

const requestFaults = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
];

const isRequestFault = (formatted: GraphQLFormattedError) =>
  requestFaults.includes(String(formatted.extensions?.["code"]));

export interface ErrorFacts {
  readonly language: Language;
  readonly requestId: string;
  readonly log: Log;
  /** Hides what could be learned about the schema from a refusal. */
  readonly isProduction?: boolean;
}

/** Maps whatever a resolver threw to the codes of graphql.md. Bugs are logged with their request id and answered blandly. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  facts: ErrorFacts,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const { path, locations } = formatted;
  const answer = (text: Bilingual, code: string, extra: object = {}): GraphQLFormattedError => ({
    message: inLanguage(text, facts.language),
    path,
    locations,
    extensions: { code, requestId: facts.requestId, ...extra },
  });
  if (cause instanceof Refusal) return answer(cause.text, cause.code, cause.extensions);
  if (cause instanceof Failure) {
    return answer(cause.problems[0]?.message ?? wrongInput, "BAD_USER_INPUT", {
      codes: cause.problems.map(({ code }) => code),
    });
  }
  if (cause instanceof ArgumentValidationError) {
    const fields = cause.extensions.validationErrors.map((problem) => problem.property);
    return answer(wrongInput, "BAD_USER_INPUT", { fields });
  }
  // Saved between this call's read and its write: the version that stands is not known here.
  if (cause instanceof OptimisticLockError) {
    const row = cause.getEntity() as { id?: string } | undefined;
    return answer(changedMeanwhile, "CONFLICT", { id: row?.id });
  }
  const variable = path ? null : badVariable.exec(formatted.message);
  if (variable)
    return answer(wrongVariable(variable[1] ?? ""), "BAD_USER_INPUT", { fields: [variable[2] ?? variable[1]] });
  // Syntax and validation errors of the document itself: the caller's matter, as graphql-js words it.
  if (isRequestFault(formatted)) {
    const message = facts.isProduction ? formatted.message.replace(/ ?Did you mean .+\?/s, "") : formatted.message;
    return { ...formatted, message, extensions: { ...formatted.extensions, requestId: facts.requestId } };
  }
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code === "string" && unreadable.test(code)) return answer(wrongInput, "BAD_USER_INPUT");
  if (typeof code === "string" && outage.test(code)) return answer(unavailable, "UNAVAILABLE");
  facts.log.error({ err: cause, path }, "a resolver failed");
  return answer(internal, "INTERNAL_SERVER_ERROR");
}
