import type { EscalationRecipient, SlaChainFieldsFragment } from "#generated/graphql.ts";
import type { UserOption } from "#entities/lookup/UserLookup.vue";

export const RECIPIENTS: readonly EscalationRecipient[] = [
  "OWNER",
  "DEPARTMENT_MANAGER",
  "HOSPITAL_ADMIN",
  "PX_TEAM",
  "EXECUTIVE",
  "USER",
];

export interface LevelRow {
  afterHours: number | null;
  recipients: EscalationRecipient[];
  userId: string | null;
  /** Chosen anew; until then only the id is known. */
  user: UserOption | null;
  isOverridingQuietHours: boolean;
  isReassigning: boolean;
}
type Level = SlaChainFieldsFragment["levels"][number];

export const levelRows = (levels: readonly Level[]): LevelRow[] =>
  levels
    .toSorted((a, b) => a.level - b.level)
    .map(({ afterMinutes, recipients, userId, isOverridingQuietHours, isReassigning }) => ({
      afterHours: afterMinutes / 60,
      recipients: [...recipients],
      userId: userId ?? null,
      user: null,
      isOverridingQuietHours,
      isReassigning,
    }));

/** Levels are numbered by their order. */
export const levelInputs = (rows: readonly LevelRow[]) =>
  rows.map(({ afterHours, recipients, user, userId, isOverridingQuietHours, isReassigning }, index) => ({
    level: index + 1,
    afterMinutes: Math.round((afterHours ?? 0) * 60),
    recipients: [...recipients],
    userId: recipients.includes("USER") ? (user?.id ?? userId) : null,
    isOverridingQuietHours,
    isReassigning,
  }));

export const newLevel = (rows: readonly LevelRow[]): LevelRow => ({
  afterHours: (rows.at(-1)?.afterHours ?? 0) + (rows.length === 0 ? 1 : 24),
  recipients: ["DEPARTMENT_MANAGER"],
  userId: null,
  user: null,
  isOverridingQuietHours: false,
  isReassigning: false,
});
