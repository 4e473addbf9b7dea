/** A text in both languages of the product. Everything that a person reads is written this way (F1.8). */
export interface Bilingual {
  readonly en: string;
  readonly ar: string;
}

export enum Language {
  AR = "AR",
  EN = "EN",
}

export function inLanguage(text: Bilingual, language: Language): string {
  return language === Language.AR ? text.ar : text.en;
}

/** The caller's language from an Accept-Language header; English when it names neither. */
export function languageOf(header: string | undefined): Language {
  return /^\s*ar\b/i.test(header ?? "") ? Language.AR : Language.EN;
}
