/** What can be switched, in the order of a complaint's life. */
export const SWITCHES = [
  "isAcknowledging",
  "isEvidenceRequired",
  "isFourEyes",
  "isClosingTold",
  "isSurveySent",
] as const;
