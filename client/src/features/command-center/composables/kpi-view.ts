import type { CommandCenterKpisQuery } from "#generated/graphql.ts";

export type Kpi = CommandCenterKpisQuery["commandCenter"]["kpis"][number];
export interface KpiChange {
  trend: "up" | "down" | "flat";
  /** Points for rates and scores, per cent for counts; null when there is nothing to compare with. */
  amount: number | null;
  unit: "points" | "percent";
}

/**
 * A change of a rate is told in points: from 4 % to 6 % is +2 points, not +50 %. Rounded as it is shown, so that no arrow stands
 * beside a zero.
 */
export function kpiChange(kpi: Pick<Kpi, "value" | "previousValue" | "unit">): KpiChange {
  const unit = kpi.unit === "COUNT" ? "percent" : "points";
  if (kpi.value == null || kpi.previousValue == null) return { trend: "flat", amount: null, unit };
  const difference = kpi.value - kpi.previousValue;
  const amount = unit === "points" ? Math.round(difference * 10) / 10 : percentOf(difference, kpi.previousValue);
  const told = amount ?? difference;
  return { trend: told > 0 ? "up" : told < 0 ? "down" : "flat", amount, unit };
}

/** From zero there is no percentage; the arrow alone says the direction. */
function percentOf(difference: number, previous: number): number | null {
  if (difference === 0) return 0;
  return previous === 0 ? null : Math.round((difference / previous) * 100);
}

/** As many as one takes in at a glance (console.md). */
export const MAX_TILES = 8;
/** The lane shows the journeys, and the response rate is of what was sent: these make room where there are more. */
const SAID_ELSEWHERE: readonly Kpi["key"][] = ["SURVEYS_SENT", "ACTIVE_JOURNEYS"];

export function shownKpis<Shown extends Pick<Kpi, "key">>(kpis: readonly Shown[]): Shown[] {
  const surplus = SAID_ELSEWHERE.slice(0, Math.max(kpis.length - MAX_TILES, 0));
  return kpis.filter(({ key }) => !surplus.includes(key));
}
