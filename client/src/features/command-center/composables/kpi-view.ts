import type { CommandCenterKpisQuery } from "#generated/graphql.ts";

export type Kpi = CommandCenterKpisQuery["commandCenter"]["kpis"][number];
export interface KpiChange {
  trend: "up" | "down" | "flat";
  /** Points for rates and scores, per cent for counts; null when there is nothing to compare with. */
  amount: number | null;
  unit: "points" | "percent";
}

/** A change of a rate is told in points: from 4 % to 6 % is +2 points, not +50 %. */
export function kpiChange(kpi: Pick<Kpi, "value" | "previousValue" | "unit">): KpiChange {
  const unit = kpi.unit === "COUNT" ? "percent" : "points";
  if (kpi.value == null || kpi.previousValue == null) return { trend: "flat", amount: null, unit };
  const difference = kpi.value - kpi.previousValue;
  const trend = difference > 0 ? "up" : difference < 0 ? "down" : "flat";
  if (unit === "points") return { trend, amount: difference, unit };
  // From zero there is no percentage; the arrow alone says the direction.
  return {
    trend,
    amount: kpi.previousValue === 0 ? (difference === 0 ? 0 : null) : (difference / kpi.previousValue) * 100,
    unit,
  };
}
