import { reactive, watch } from "vue";
import type { CalendarName, DigitShape, LanguageCode } from "../i18n/language.ts";
import { printOrder } from "../session/print-order.ts";

export interface Preferences {
  language: LanguageCode;
  theme: "light" | "dark" | "system";
  digits: DigitShape;
  calendar: CalendarName;
  density: "dense" | "comfortable";
  /** The navigation shows its icons only. */
  isNavigationNarrow: boolean;
}
const KEY = "px360.preferences";

function initial(): Preferences {
  const language: LanguageCode = navigator.language.toLowerCase().startsWith("en") ? "en" : "ar";
  const defaults: Preferences = {
    language,
    theme: "system",
    digits: "latn",
    calendar: "gregory",
    density: "dense",
    isNavigationNarrow: false,
  };
  if (printOrder) return { ...defaults, ...printOrder.preferences };
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    // Storage may be switched off or hold something foreign; the console works without it.
    return defaults;
  }
}

export const preferences = reactive<Preferences>(initial());

watch(preferences, (value) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // Not kept until the next visit: an inconvenience, not an error.
  }
});
