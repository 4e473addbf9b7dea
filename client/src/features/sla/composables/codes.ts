import type { SlaCaseKind, SlaTarget } from "#generated/graphql.ts";

export const KINDS: readonly SlaCaseKind[] = ["COMPLAINT", "INQUIRY", "FEEDBACK", "ACTION"];
export const TARGETS: readonly SlaTarget[] = ["ACKNOWLEDGE", "FIRST_RESPONSE", "RESOLVE"];
export const LEVELS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
const CHANNELS = ["CALL_CENTER", "CHI", "HIS", "INTERNAL", "MOH", "PX_CONNECT", "SOCIAL"] as const;
const CONTACTS = ["CALL_CENTER", "EMAIL", "OTHER", "PX_CONNECT", "RECEPTION", "SOCIAL", "SURVEY", "WEBSITE"] as const;

const CAUSES = [
  "CALL_RATING",
  "COMPLAINT",
  "KPI_BREACH",
  "MANUAL",
  "RESOLUTION_SURVEY",
  "SOCIAL_MENTION",
  "STAGE_SURVEY",
] as const;

interface Criteria {
  readonly sources: readonly string[];
  readonly severities: readonly string[];
  readonly priorities: readonly string[];
}
const OF_CONTACTS: Criteria = { sources: CONTACTS, severities: [], priorities: [] };
const CRITERIA: Record<SlaCaseKind, Criteria> = {
  COMPLAINT: { sources: CHANNELS, severities: LEVELS, priorities: LEVELS },
  INQUIRY: OF_CONTACTS,
  FEEDBACK: OF_CONTACTS,
  ACTION: { sources: CAUSES, severities: [], priorities: LEVELS },
};

/** What a kind of case is told apart by; a criterion that it lacks is not asked for. */
export const criteriaOf = (kind: SlaCaseKind): Criteria => CRITERIA[kind];
