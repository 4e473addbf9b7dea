import { AR } from "./strings.ar.ts";
import { EN } from "./strings.en.ts";

/** The API's enum; the language of a page, not of what patients write. */
export type Language = "AR" | "EN";

export type ClosedState = "ANSWERED" | "EXPIRED" | "CANCELLED" | "INVALID";
type Five = readonly [string, string, string, string, string];

export interface PageStrings {
  title: string;
  questionOf: (at: string, of: string) => string;
  optional: string;
  next: string;
  back: string;
  send: string;
  sending: string;
  notApplicable: string;
  clear: string;
  commentHint: string;
  outOf: (n: string, max: string) => string;
  quality: Five;
  agreement: Five;
  npsLow: string;
  npsHigh: string;
  yes: string;
  no: string;
  otherLanguage: string;
  errors: { choose: string; chooseSome: string; write: string; tooLong: string; several: string };
  status: { saved: string; offline: string; busy: string; failed: string };
  needsScript: string;
  closed: Record<ClosedState, { heading: string; text: string }>;
}

export const STRINGS: Record<Language, PageStrings> = { AR, EN };

export function otherLanguage(language: Language): Language {
  return language === "AR" ? "EN" : "AR";
}

export function htmlLanguage(language: Language): { lang: string; dir: "rtl" | "ltr" } {
  return language === "AR" ? { lang: "ar", dir: "rtl" } : { lang: "en", dir: "ltr" };
}

/** Arabic pages show Arabic-Indic digits throughout; mixed ones read like a fault. */
export function digits(number: number, language: Language): string {
  const latin = String(number).replace(/\B(?=(\d{3})+$)/g, language === "AR" ? "٬" : ",");
  return language === "AR" ? latin.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))) : latin;
}

interface Bilingual {
  textAr: string;
  textEn: string;
}

export function textOf(thing: Bilingual, language: Language): string {
  return language === "AR" ? thing.textAr : thing.textEn;
}
