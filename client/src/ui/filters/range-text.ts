import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { isLocalDate, type Range } from "#lib/url-state/codecs.ts";

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
