export interface SparklineShape {
  line: string;
  area: string;
}

/** SVG paths for a series. A null is a gap that the line bridges: nothing was measured, which is not zero. */
export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklineShape | null {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  if (known.length < 2) return null;
  const all = known.map((point) => point.value);
  const low = Math.min(...all);
  const span = Math.max(...all) - low;
  const x = (index: number) => (index / (values.length - 1)) * width;
  // A flat series runs through the middle; 2 px keep the stroke inside.
  const y = (value: number) => (span === 0 ? height / 2 : height - 2 - ((value - low) / span) * (height - 4));
  const points = known.map((point) => `${x(point.index).toFixed(1)} ${y(point.value).toFixed(1)}`);
  const first = x(known[0]?.index ?? 0).toFixed(1);
  const last = x(known.at(-1)?.index ?? 0).toFixed(1);
  return { line: `M${points.join("L")}`, area: `M${first} ${height}L${points.join("L")}L${last} ${height}Z` };
}
