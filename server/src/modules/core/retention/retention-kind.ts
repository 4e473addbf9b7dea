import type { Bilingual } from "../text/bilingual.ts";

/** Records in month partitions that may be dropped when they are old enough. */
export interface RetentionKind {
  /** e.g. AUDIT_EVENT. */
  readonly name: string;
  readonly table: string;
  readonly title: Bilingual;
  /** Nobody can have them dropped sooner. */
  readonly minMonths: number;
  /** Rows of a month that hold it back, as a condition: what is not done yet. */
  readonly unfinished?: string;
}

/** CO-44: five years of who did what. */
export const auditRetention: RetentionKind = {
  name: "AUDIT_EVENT",
  table: "audit_event",
  title: { en: "Audit trail", ar: "سجل التدقيق" },
  minMonths: 60,
};

export interface MonthPartition {
  readonly name: string;
  /** First moment after the month. */
  readonly end: Date;
}

/** The months of a table that are past their retention: all of their rows are older than `keepMonths`. */
export function expiredPartitions(
  names: readonly string[],
  table: string,
  keepMonths: number,
  now: Date,
): MonthPartition[] {
  const limit = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keepMonths, now.getUTCDate());
  return names
    .flatMap((name) => {
      const [, year, month] = new RegExp(`^${table}_p(\\d{4})(\\d{2})$`).exec(name) ?? [];
      return year && month ? [{ name, end: new Date(Date.UTC(Number(year), Number(month), 1)) }] : [];
    })
    .filter(({ end }) => end.getTime() <= limit)
    .sort((one, other) => one.end.getTime() - other.end.getTime());
}
