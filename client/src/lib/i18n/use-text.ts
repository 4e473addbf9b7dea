import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { now } from "../clock/clock.ts";
import { splitDuration } from "../clock/countdown.ts";
import { preferences } from "../preferences/preferences.ts";
import { type DateShape, type DateStyle, formatDate, formatOtherDate, formatRelative } from "./dates.ts";
import { directionOf, localeTag } from "./language.ts";
import { DEFAULT_ZONE } from "./zones.ts";

export interface Bilingual {
  nameAr?: string | null;
  nameEn?: string | null;
}

/** Everything a component needs to speak: texts, counted texts, names, numbers and dates in the reader's language. */
export function useText() {
  const { t, te } = useI18n({ useScope: "global" });
  const language = computed(() => preferences.language);
  const isRtl = computed(() => directionOf(preferences.language) === "rtl");
  const tag = computed(() => localeTag(preferences.language, preferences.digits, "gregory"));
  const styleOf = (zone?: string | null): DateStyle => ({
    language: preferences.language,
    digits: preferences.digits,
    calendar: preferences.calendar,
    zone: zone ?? DEFAULT_ZONE,
  });
  const number = (value: number, fraction = 0) =>
    new Intl.NumberFormat(tag.value, { maximumFractionDigits: fraction }).format(value);

  return {
    t,
    te,
    language,
    isRtl,
    number,
    /** A counted text: the number is grouped and in the reader's digits, the form follows the plural rules. */
    tn: (key: string, count: number, named: Record<string, unknown> = {}) =>
      t(key, { ...named, n: number(count), count: number(count) }, count),
    /** “1 d 4 h”, “يوم و4 ساعات”. */
    duration: (milliseconds: number) =>
      splitDuration(milliseconds)
        .map((part) => t(`entities.duration.${part.unit}`, { n: number(part.count) }, part.count))
        .join(t("ui.durationJoin")),
    /** A difference with its sign, isolated so that the sign stays before the number in Arabic too. */
    signed: (value: number, style: "percent" | "decimal") =>
      `\u2066${new Intl.NumberFormat(tag.value, {
        style,
        signDisplay: "exceptZero",
        maximumFractionDigits: style === "percent" ? 0 : 1,
      }).format(style === "percent" ? value / 100 : value)}\u2069`,
    /** Keeps a name or a code inside a sentence from turning the words around it. */
    isolate: (inner: string) => `\u2068${inner}\u2069`,
    /** “A, B and C”, “أ وب وج”. */
    list: (parts: readonly string[]) => new Intl.ListFormat(tag.value, { type: "conjunction" }).format(parts),
    percent: (value: number) =>
      new Intl.NumberFormat(tag.value, { style: "percent", maximumFractionDigits: 1 }).format(value / 100),
    either: (ar: string | null | undefined, en: string | null | undefined) =>
      (preferences.language === "ar" ? ar || en : en || ar) ?? "",
    name: (thing: Bilingual | null | undefined) =>
      (preferences.language === "ar" ? thing?.nameAr || thing?.nameEn : thing?.nameEn || thing?.nameAr) ?? "",
    date: (instant: string | number, shape: DateShape, zone?: string | null) =>
      formatDate(instant, shape, styleOf(zone)),
    /** In Umm al-Qura, whatever the reader's calendar. */
    hijri: (instant: string | number, zone?: string | null) =>
      formatOtherDate(instant, { ...styleOf(zone), calendar: "gregory" }),
    otherDate: (instant: string | number, zone?: string | null) => formatOtherDate(instant, styleOf(zone)),
    relative: (instant: string | number) => formatRelative(instant, now.value, styleOf()),
  };
}
