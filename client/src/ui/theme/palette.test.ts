import { describe, expect, it } from "vitest";
import { dark, light } from "./palette.ts";

type Rgb = [number, number, number];
const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
const tint = (color: Rgb, ground: Rgb, share: number) =>
  color.map((each, i) => each * share + (ground[i] ?? 0) * (1 - share)) as Rgb;

/** WCAG 2.2 relative luminance. */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((each) =>
    each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4,
  ) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ["light", light],
  ["dark", dark],
])("%s palette", (_name, palette) => {
  const grounds = {
    background: rgb(palette.background),
    surface: rgb(palette.surface),
    "surface-light": rgb(palette["surface-light"]),
  };
  const texts = Object.entries(palette).filter(([name]) =>
    /^(status|sentiment)-|^(muted|primary|error|info|success|warning)$/.test(name),
  );

  it.each(texts)("%s is readable on each ground and on its own tint", (_token, hex) => {
    for (const ground of Object.values(grounds)) expect(contrast(rgb(hex), ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(hex), tint(rgb(hex), grounds.surface, 0.12))).toBeGreaterThanOrEqual(4.5);
  });

  it("writes on filled buttons with contrast", () => {
    expect(contrast(rgb(palette.primary), rgb(palette["on-primary"]))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(palette.error), rgb(palette["on-error"]))).toBeGreaterThanOrEqual(4.5);
  });
});
