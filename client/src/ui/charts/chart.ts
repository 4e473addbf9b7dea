import type { RouteLocationRaw } from "vue-router";

export interface ChartSeries {
  name: string;
  kind: "line" | "column";
  tone: "brand" | "bars" | "negative";
  values: readonly (number | null)[];
  format: (value: number | null) => string;
  /** Bounds of the axis where the measure has natural ones, such as a score from 0 to 100. */
  min?: number;
  max?: number;
}
export interface ChartData {
  categoryLabel: string;
  categories: readonly string[];
  series: readonly ChartSeries[];
  /** The list behind each category. */
  links?: readonly (RouteLocationRaw | undefined)[];
}

/** Time runs with the reading direction: in Arabic the newest stands at the left, so the drawing is turned, not the data. */
export function inReadingOrder<T>(values: readonly T[], isRtl: boolean): T[] {
  return isRtl ? [...values].reverse() : [...values];
}
