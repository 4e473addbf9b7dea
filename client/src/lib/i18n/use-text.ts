import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { now } from "../clock/clock.ts";
import { preferences } from "../preferences/preferences.ts";
import { type DateShape, type DateStyle, formatDate, formatHijri, formatRelative } from "./dates.ts";
import { directionOf, localeTag } from "./language.ts";
import { DEFAULT_ZONE } from "./zones.ts";

export interface Bilingual {
  nameAr: string;
  nameEn: string;
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
    zone: zone ?? DEFAULT_ZONE,
  });
  const number = (value: number, fraction = 0) =>
    new Intl.NumberFormat(tag.value, { maximumFractionDigits: fraction, minimumFractionDigits: fraction }).format(value);

  return {
    t,
    te,
    language,
    isRtl,
    number,
    /** A counted text: the number is grouped and in the reader's digits, the form follows the plural rules. */
    tn: (key: string, count: number, named: Record<string, unknown> = {}) =>
      t(key, { ...named, n: number(count), count: number(count) }, count),
    percent: (value: number) => new Intl.NumberFormat(tag.value, { style: "percent", maximumFractionDigits: 1 }).format(value / 100),
    either: (ar: string | null | undefined, en: string | null | undefined) =>
      (preferences.language === "ar" ? ar || en : en || ar) ?? "",
    name: (thing: Bilingual | null | undefined) =>
      thing ? (preferences.language === "ar" ? thing.nameAr || thing.nameEn : thing.nameEn || thing.nameAr) : "",
    date: (instant: string | number, shape: DateShape, zone?: string | null) => formatDate(instant, shape, styleOf(zone)),
    hijri: (instant: string | number, zone?: string | null) => formatHijri(instant, styleOf(zone)),
    relative: (instant: string | number) => formatRelative(instant, now.value, styleOf()),
  };
}
