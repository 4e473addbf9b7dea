import type { Range } from "#lib/url-state/codecs.ts";
import { addDays } from "#lib/i18n/zones.ts";

/** SLA-21: what became of the deadline for settling a case; in the address and in the query by the same words. */
export const SLA_OUTCOMES = ["ON_TIME", "MISSED"] as const;

/** The period of a rate: the reader's own, else the last days, so that counting it never grows with the years. */
export const periodOf = (chosen: Range | undefined, today: string, days: number): Range =>
  chosen ?? { from: addDays(today, 1 - days), to: today };
