import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { isLocalDate, type NumberRange, type Range } from "#lib/url-state/codecs.ts";

/** A range in words: “1 Nov – 23 Nov”, “since 1 Nov”, “until 23 Nov”. */
export function useRangeText() {
  const { t, date } = useText();
  const end = (value: string) =>
    isLocalDate(value) ? date(`${value}T12:00:00Z`, "dayMonth", "UTC") : date(value, "dateTime", viewerZone.value);
  return (range: Range): string => {
    if (range.from && range.to) {
      return range.from === range.to
        ? end(range.from)
        : t("ui.range.between", { from: end(range.from), to: end(range.to) });
    }
    return range.from
      ? t("ui.range.since", { from: end(range.from) })
      : t("ui.range.until", { to: end(range.to ?? "") });
  };
}

/** “20 – 40”, “20 or more”, “40 or less”. */
export function useNumberRangeText() {
  const { t, number } = useText();
  return ({ min, max }: NumberRange): string => {
    const [from, to] = [min, max].map((end) => (end === null ? "" : number(end, 6)));
    if (min !== null && max !== null) return min === max ? (from ?? "") : t("ui.range.between", { from, to });
    return min === null ? t("ui.numbers.atMost", { to }) : t("ui.numbers.atLeast", { from });
  };
}
