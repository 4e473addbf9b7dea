import type { Bilingual } from "../../core/index.ts";
import type { EventProblem } from "./event.rules.ts";
import { intakeDetails } from "./intake.messages.ts";

/** An answer that is not 202. Carries codes and pointers, never what was sent. */
export class IntakeRefusal extends Error {
  override readonly name = "IntakeRefusal";
  constructor(
    readonly status: number,
    readonly detail: Bilingual,
    readonly problems: readonly EventProblem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(String(status));
  }
}

/** Seconds after which a caller tries again when the database did not take an event. */
const retryAfter = "5";

export const unavailable = () => new IntakeRefusal(503, intakeDetails.unavailable, [], { "retry-after": retryAfter });
