/** Why a message is not sent. Codes are stored and shown; the console has a text for each. */
export type SuppressionReason =
  | "NO_RECEIVER"
  | "NO_CONSENT"
  | "NO_CONTACT"
  | "CHANNEL_OFF"
  | "WINDOW_PASSED"
  | "QUIET_HOURS"
  | "FATIGUE";

export type Verdict =
  | { readonly kind: "SEND" }
  | { readonly kind: "SUPPRESS"; readonly reason: SuppressionReason }
  | { readonly kind: "POSTPONE"; readonly until: Date };

export interface SendingFacts {
  readonly now: Date;
  readonly sendBefore: Date | null;
  /** Staff are written to at any hour and as often as their work needs. */
  readonly isPatient: boolean;
  /** Exists, is not deleted, is active. */
  readonly isReachable: boolean;
  readonly hasConsent: boolean;
  readonly hasAddress: boolean;
  readonly isChannelOn: boolean;
  readonly quietUntil: Date | null;
  readonly isInvitation: boolean;
  readonly invitationsSent: number;
  readonly maxInvitations: number;
}

/**
 * NO-2, at the very moment of sending: receiver, consent, contact data, channel, window, fatigue (NO-3), quiet hours (NO-4), in this order.
 * Quiet hours postpone, unless their end is too late for the receiver.
 */
export function judge(facts: SendingFacts): Verdict {
  const suppress = (reason: SuppressionReason): Verdict => ({ kind: "SUPPRESS", reason });
  if (!facts.isReachable) return suppress("NO_RECEIVER");
  if (facts.isPatient && !facts.hasConsent) return suppress("NO_CONSENT");
  if (!facts.hasAddress) return suppress("NO_CONTACT");
  if (!facts.isChannelOn) return suppress("CHANNEL_OFF");
  if (facts.sendBefore && facts.now >= facts.sendBefore) return suppress("WINDOW_PASSED");
  if (facts.isPatient && facts.isInvitation && facts.invitationsSent >= facts.maxInvitations)
    return suppress("FATIGUE");
  if (facts.isPatient && facts.quietUntil) {
    if (facts.sendBefore && facts.quietUntil >= facts.sendBefore) return suppress("QUIET_HOURS");
    return { kind: "POSTPONE", until: facts.quietUntil };
  }
  return { kind: "SEND" };
}

/** The hospital's own row, else the group's. */
export function mostSpecific<Row extends { readonly hospitalId: string | null }>(
  rows: readonly Row[],
  hospitalId: string,
): Row | undefined {
  return rows.find((row) => row.hospitalId === hospitalId) ?? rows.find((row) => row.hospitalId === null);
}
