import { createI18n } from "vue-i18n";
import type { Messages } from "./collect-messages.ts";
import { directionOf, type LanguageCode } from "./language.ts";
import { pluralIndex } from "./plural.ts";

type Loader = () => Promise<{ default: Messages }>;
/** In two parts, since the first page should not wait for what all the others say. */
const LOADERS: Record<LanguageCode, { first: Loader; rest: Loader }> = {
  ar: { first: () => import("./messages-first-ar.ts"), rest: () => import("./messages-rest-ar.ts") },
  en: { first: () => import("./messages-first-en.ts"), rest: () => import("./messages-rest-en.ts") },
};
const whole = new Set<LanguageCode>();
let wantsAll = false;

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

async function load(language: LanguageCode): Promise<void> {
  const { first, rest } = LOADERS[language];
  if (!i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, (await first()).default);
  }
  if (!wantsAll || whole.has(language)) return;
  const others = (await rest()).default;
  i18n.global.setLocaleMessage(language, { ...i18n.global.getLocaleMessage(language), ...others });
  whole.add(language);
}

/** From now on in every language that is shown: also what the pages after the first one say. */
export async function loadAllTexts(): Promise<void> {
  wantsAll = true;
  await load(i18n.global.locale.value as LanguageCode);
}

/** Loads the language's texts when they are first wanted, then turns the whole document: text, direction, voice. */
export async function showLanguage(language: LanguageCode): Promise<void> {
  await load(language);
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
