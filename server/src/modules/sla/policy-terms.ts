import type { ReminderRule } from "./clock.rules.ts";
import type { Duration } from "./duration.rules.ts";
import type { PolicyMatch } from "./policy.rules.ts";
import type { SlaTarget } from "./sla.enums.ts";

export interface TargetTerms extends Duration {
  readonly target: SlaTarget;
  readonly reminder: ReminderRule;
}

/** What a version of a policy says; kept as one document, since a version is never changed. */
export interface PolicyTerms {
  readonly match: PolicyMatch;
  /** A target that is missing is none. */
  readonly targets: readonly TargetTerms[];
  /** Pauses count up to so many working minutes; null for no cap. */
  readonly maxPauseMinutes: number | null;
  /** Days after the end within which a case may be reopened. */
  readonly reopenDays: number;
  /** Null: the default of the hospital, else of the group. */
  readonly calendarId: string | null;
  readonly chainId: string | null;
}
