import { kpiState, type Span } from "./analytics.rules.ts";
import { KpiKey, KpiStateValue, KpiUnit, type Kpi } from "./command-center.types.ts";
import type { KpiTarget } from "./kpi-target.entity.ts";
import type { LaneRow, OpenAndOverdue } from "./live-counts.query.ts";
import { noSums, type RollupGroup, type RollupSums } from "./rollup.query.ts";

type Row = RollupSums & RollupGroup;

export interface KpiFacts {
  readonly span: Span;
  readonly day: Span;
  readonly week: Span;
  readonly byDay: readonly Row[];
  readonly previous: RollupSums;
  /** Hour rows of the last seven days. */
  readonly hours: readonly Row[];
  readonly dayBefore: RollupSums;
  readonly weekBefore: RollupSums;
  readonly actions: OpenAndOverdue;
  /** AN-10: null for who may not read complaints. */
  readonly complaints: OpenAndOverdue | null;
  readonly lane: readonly LaneRow[];
}

const fields = Object.keys(noSums) as (keyof RollupSums)[];

function total(rows: readonly RollupSums[]): RollupSums {
  const sums: Record<keyof RollupSums, number> = { ...noSums };
  for (const row of rows) for (const field of fields) sums[field] += row[field] ?? 0;
  return sums;
}

const share = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
const mean = (sums: RollupSums) => (sums.scoredCount === 0 ? null : sums.scoreSum / sums.scoredCount);

/** AN-7: the tiles from sums; each tile, its line and its comparison come from one definition. */
export function buildKpis(facts: KpiFacts, targets: ReadonlyMap<string, KpiTarget>): Kpi[] {
  const { span, day, week, byDay, previous, hours, actions, complaints, lane } = facts;
  const all = total(byDay);
  const inDay = total(hours.filter((row) => row.bucket && row.bucket >= day.from));
  const inWeek = total(hours);
  const line = (value: (row: RollupSums) => number | null) => byDay.map(value);
  const perDay = Array.from({ length: 7 }, (_, index) => {
    const from = week.from.getTime() + index * 86_400_000;
    return total(
      hours.filter((row) => row.bucket && row.bucket.getTime() >= from && row.bucket.getTime() < from + 86_400_000),
    ).negativeCount;
  });
  const perHour = Array.from({ length: 24 }, (_, index) => {
    const at = day.from.getTime() + index * 3_600_000;
    return hours.find((row) => row.bucket?.getTime() === at)?.negativeCount ?? 0;
  });
  const tile = (
    key: KpiKey,
    unit: KpiUnit,
    value: number | null,
    previousValue: number | null,
    rest: Partial<Pick<Kpi, "sparkline" | "n" | "from" | "to">> = {},
  ): Kpi => {
    const n = rest.n ?? null;
    const state = KpiStateValue[kpiState(value, n, targets.get(key))];
    return {
      key,
      unit,
      value,
      previousValue,
      state,
      n,
      sparkline: rest.sparkline ?? [],
      from: rest.from ?? null,
      to: rest.to ?? null,
    };
  };
  const { COUNT, PERCENT, SCORE } = KpiUnit;
  return [
    ...(complaints
      ? [
          tile(KpiKey.ACTIVE_COMPLAINTS, COUNT, complaints.open.now, complaints.open.before),
          tile(KpiKey.OVERDUE_COMPLAINTS, COUNT, complaints.overdue.now, complaints.overdue.before),
        ]
      : []),
    tile(
      KpiKey.ACTIVE_JOURNEYS,
      COUNT,
      lane.reduce((sum, row) => sum + row.waiting, 0),
      null,
    ),
    tile(KpiKey.SURVEYS_SENT, COUNT, all.sentCount, previous.sentCount, {
      ...span,
      sparkline: line((row) => row.sentCount),
    }),
    tile(
      KpiKey.RESPONSE_RATE,
      PERCENT,
      share(all.respondedCount, all.sentCount),
      share(previous.respondedCount, previous.sentCount),
      {
        ...span,
        n: all.sentCount,
        sparkline: line((row) => share(row.respondedCount, row.sentCount)),
      },
    ),
    tile(KpiKey.SATISFACTION, SCORE, mean(all), mean(previous), { ...span, n: all.scoredCount, sparkline: line(mean) }),
    tile(KpiKey.NEGATIVE_SURVEYS_24H, COUNT, inDay.negativeCount, facts.dayBefore.negativeCount, {
      ...day,
      sparkline: perHour,
    }),
    tile(KpiKey.NEGATIVE_SURVEYS_7D, COUNT, inWeek.negativeCount, facts.weekBefore.negativeCount, {
      ...week,
      sparkline: perDay,
    }),
    tile(KpiKey.OPEN_ACTIONS, COUNT, actions.open.now, actions.open.before),
    tile(KpiKey.OVERDUE_ACTIONS, COUNT, actions.overdue.now, actions.overdue.before),
  ];
}
