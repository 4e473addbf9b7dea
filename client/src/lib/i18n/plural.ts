import type { LanguageCode } from "./language.ts";

/** Order in which a message lists its forms: `zero | one | two | few | many | other`. */
const ARABIC_ORDER: readonly Intl.LDMLPluralRule[] = ["zero", "one", "two", "few", "many", "other"];
const RULES: Record<LanguageCode, Intl.PluralRules> = {
  ar: new Intl.PluralRules("ar"),
  en: new Intl.PluralRules("en"),
};

/**
 * Index of the form for `count` in a message of `forms` forms. Arabic messages give all six; English gives
 * `one | other` or `zero | one | other`, because “No results” reads better than “0 results”.
 */
export function pluralIndex(language: LanguageCode, count: number, forms: number): number {
  if (forms <= 1) return 0;
  if (language === "ar" && forms === ARABIC_ORDER.length) return ARABIC_ORDER.indexOf(RULES.ar.select(count));
  const isOne = RULES[language].select(count) === "one";
  if (forms === 2) return isOne ? 0 : 1;
  if (count === 0) return 0;
  return isOne ? 1 : 2;
}
