import { readFileSync } from "node:fs";

export type Language = "en" | "ar";
export const languages = ["en", "ar"] as const;
export const directionOf = (language: Language) => (language === "ar" ? "rtl" : "ltr");
/** The browser of a person who reads this language. */
export const localeOf = (language: Language) => (language === "ar" ? "ar-SA" : "en-GB");

/** The console's own words by their keys, `actions.do.assign`: a better word on a button breaks no test. */
export function wordsOf(language: Language): (key: string) => string {
  const files = new Map<string, unknown>();
  return (key) => {
    const [file = "", ...path] = key.split(".");
    const known =
      files.get(file) ??
      JSON.parse(readFileSync(new URL(`../src/locales/${language}/${file}.json`, import.meta.url), "utf8"));
    files.set(file, known);
    const word = path.reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], known);
    if (typeof word !== "string") throw new Error(`no word ${key} in ${language}`);
    return word;
  };
}
