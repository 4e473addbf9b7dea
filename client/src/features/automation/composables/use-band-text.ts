import type { PxActionPriority } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";

interface Band {
  readonly fromGap: number | null;
  readonly priority: PxActionPriority;
}

/** Bands in words: “0 to 9 points below: Low”. */
export function useBandText() {
  const { t, number } = useText();
  return (bands: readonly Band[]): string[] => {
    const sorted = bands
      .filter((band): band is Band & { fromGap: number } => band.fromGap !== null)
      .toSorted((a, b) => a.fromGap - b.fromGap);
    return sorted.map(({ fromGap, priority }, index) => {
      const next = sorted[index + 1];
      const named = { priority: t(`entities.priority.${priority}`), from: number(fromGap) };
      return next
        ? t("automation.bands.between", { ...named, to: number(next.fromGap - 1) })
        : t("automation.bands.above", named);
    });
  };
}
