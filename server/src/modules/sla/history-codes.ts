import { SlaPauseReason } from "./sla.enums.ts";

/** SLA-14: what the note of a history line may hold beside the words of a person; the console has words for each. */
export const slaHistoryCodes = [
  "FACTS_CHANGED",
  "POLICY_CHANGED",
  "CALENDAR_CHANGED",
  "DEFAULT_CALENDAR_CHANGED",
  "BY_HAND",
  "STAND_IN",
  "NEXT_LEVEL",
  /** Followed by the minutes. */
  "LATE",
  ...Object.values(SlaPauseReason),
] as const;

export type SlaHistoryCode = (typeof slaHistoryCodes)[number];
