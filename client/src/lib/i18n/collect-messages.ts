import type { LocaleMessageValue } from "vue-i18n";

export type Messages = Record<string, LocaleMessageValue>;

/** `locales/ar/actions.json` becomes `actions.…`: the file's name is the first part of the key. */
export function collectMessages(files: Record<string, unknown>): Messages {
  const entries = Object.entries(files).map(([path, content]) => [
    path.slice(path.lastIndexOf("/") + 1, -".json".length),
    content as LocaleMessageValue,
  ]);
  return Object.fromEntries(entries) as Messages;
}
