import { Failure, forbidden, Refusal, type Problem } from "../errors/failure.ts";
import type { Bilingual } from "../text/bilingual.ts";
import { BulkRowState } from "./bulk-run.entity.ts";

export interface RowOutcome {
  readonly state: BulkRowState.FAILED | BulkRowState.NOT_PERMITTED;
  readonly code: string;
  readonly message: Bilingual;
}

const notPermitted = (message: Bilingual): RowOutcome => ({
  state: BulkRowState.NOT_PERMITTED,
  code: "NOT_PERMITTED",
  message,
});

/** CO-17: what a refusal means for its row; null for a fault of ours, which is tried again. */
export function outcomeOf(error: unknown): RowOutcome | null {
  if (error instanceof Failure) {
    const [first] = error.problems;
    return first ? { state: BulkRowState.FAILED, code: first.code, message: allOf(error.problems) } : null;
  }
  if (!(error instanceof Refusal)) return null;
  if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN" || error.code === "UNAUTHENTICATED")
    return notPermitted(error.text);
  if (error.code === "UNAVAILABLE" || error.code === "RATE_LIMITED") return null;
  return { state: BulkRowState.FAILED, code: error.code, message: error.text };
}

/** One line of the run's report has room for all that stands against the row. */
const allOf = (problems: readonly Problem[]): Bilingual => ({
  en: problems.map(({ message }) => message.en).join(" "),
  ar: problems.map(({ message }) => message.ar).join(" "),
});

export const outOfReach = (): RowOutcome => notPermitted(forbidden().text);

export const givenUp: RowOutcome = {
  state: BulkRowState.FAILED,
  code: "INTERNAL",
  message: {
    en: "Something went wrong on our side. Try this one again.",
    ar: "حدث خطأ من جانبنا. أعد المحاولة لهذا العنصر.",
  },
};
