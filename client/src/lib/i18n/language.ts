export type LanguageCode = "ar" | "en";
export type DigitShape = "latn" | "arab";
export type CalendarName = "gregory" | "islamic-umalqura";
export type Direction = "rtl" | "ltr";

export function directionOf(language: LanguageCode): Direction {
  return language === "ar" ? "rtl" : "ltr";
}

/** The locale is always written out in full: `ar-SA` alone means the Hijri calendar in some engines and not in others. */
export function localeTag(language: LanguageCode, digits: DigitShape, calendar: CalendarName): string {
  return language === "ar" ? `ar-SA-u-ca-${calendar}-nu-${digits}` : `en-GB-u-ca-${calendar}-nu-latn`;
}
