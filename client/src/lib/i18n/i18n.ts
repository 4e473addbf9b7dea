import { createI18n } from "vue-i18n";
import type { Messages } from "./collect-messages.ts";
import { directionOf, type LanguageCode } from "./language.ts";
import { pluralIndex } from "./plural.ts";

const LOADERS: Record<LanguageCode, () => Promise<{ default: Messages }>> = {
  ar: () => import("./messages-ar.ts"),
  en: () => import("./messages-en.ts"),
};

export const i18n = createI18n({
  legacy: false,
  locale: "ar",
  fallbackLocale: false,
  messages: {} as Record<LanguageCode, Messages>,
  pluralRules: {
    ar: (choice: number, forms: number) => pluralIndex("ar", choice, forms),
    en: (choice: number, forms: number) => pluralIndex("en", choice, forms),
  },
});

/** Loads the language's texts when they are first wanted, then turns the whole document: text, direction, voice. */
export async function showLanguage(language: LanguageCode): Promise<void> {
  if (!i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, (await LOADERS[language]()).default);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
