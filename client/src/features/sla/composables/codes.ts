import type { SlaCaseKind, SlaTarget } from "#generated/graphql.ts";

/** PX actions have their own SLA rules. */
export const KINDS: readonly SlaCaseKind[] = ["COMPLAINT", "INQUIRY", "FEEDBACK"];
export const ALL_KINDS: readonly SlaCaseKind[] = [...KINDS, "ACTION"];
export const TARGETS: readonly SlaTarget[] = ["ACKNOWLEDGE", "FIRST_RESPONSE", "RESOLVE"];
export const LEVELS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
const CHANNELS = ["CALL_CENTER", "CHI", "HIS", "INTERNAL", "MOH", "PX_CONNECT", "SOCIAL"] as const;
const CONTACTS = ["CALL_CENTER", "EMAIL", "OTHER", "PX_CONNECT", "RECEPTION", "SOCIAL", "SURVEY", "WEBSITE"] as const;

/** What a kind of case is told apart by; a criterion that it lacks is not asked for. */
export const criteriaOf = (kind: SlaCaseKind) => ({
  sources: kind === "COMPLAINT" ? CHANNELS : CONTACTS,
  severities: kind === "COMPLAINT" ? LEVELS : [],
  priorities: kind === "COMPLAINT" ? LEVELS : [],
});
