/** Whoever it came from. Identity: kept encrypted (FB-4). */
export interface FeedbackContact {
  readonly contactName?: string | null;
  readonly contactMobile?: string | null;
  readonly contactEmail?: string | null;
}
