import { watch } from "vue";
import {
  type KeptPreferencesFragment,
  UpdateMyPreferencesDocument,
  type UpdateMyPreferencesInput,
} from "#generated/graphql.ts";
import { gqlClient } from "../gql/client.ts";
import { session } from "../session/session.ts";
import { type Preferences, preferences } from "./preferences.ts";

type Key = keyof Preferences;
const WORDS = {
  language: { ar: "AR", en: "EN" },
  digits: { latn: "LATIN", arab: "ARABIC_INDIC" },
  calendar: { gregory: "GREGORIAN", "islamic-umalqura": "HIJRI" },
  theme: { system: "SYSTEM", light: "LIGHT", dark: "DARK" },
  density: { dense: "DENSE", comfortable: "COMFORTABLE" },
} as const satisfies { [K in Exclude<Key, "isNavigationNarrow">]: Record<Preferences[K], string> };

/** As the API says it. */
export function toKept(values: Partial<Preferences>): UpdateMyPreferencesInput {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === "string" ? (WORDS[key as keyof typeof WORDS] as Record<string, string>)[value] : value,
    ]),
  );
}

/** What was kept, in the console's words; what was never chosen is left out. */
export function fromKept(kept: Partial<KeptPreferencesFragment>): Partial<Preferences> {
  const values: Partial<Record<Key, unknown>> = {};
  for (const [key, words] of Object.entries(WORDS)) {
    const found = Object.entries(words).find(([, word]) => word === kept[key as keyof typeof WORDS]);
    if (found) values[key as Key] = found[0];
  }
  if (kept.isNavigationNarrow != null) values.isNavigationNarrow = kept.isNavigationNarrow;
  return values as Partial<Preferences>;
}

/** Chosen on this screen and not kept yet: before signing in there is nobody to keep it for. */
const chosen = new Set<Key>();
let isApplying = false;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Somebody who tries what looks best is asked about once. */
const REST_MS = 400;

function keep(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (session.status !== "active" || chosen.size === 0) return;
    const input = toKept(Object.fromEntries([...chosen].map((key) => [key, preferences[key]])));
    chosen.clear();
    // Lost, it still holds on this device; the screen does not wait for it.
    void gqlClient.value.mutation(UpdateMyPreferencesDocument, { input }).toPromise();
  }, REST_MS);
}

watch(
  () => ({ ...preferences }),
  (next, former) => {
    if (isApplying) return;
    for (const key of Object.keys(next) as Key[]) if (next[key] !== former[key]) chosen.add(key);
    keep();
  },
  { flush: "sync" },
);

/** After signing in: what the person chose on another device holds here too, except for what was chosen on this screen just now. */
export function applyKept(kept: KeptPreferencesFragment | null | undefined): void {
  isApplying = true;
  for (const [key, value] of Object.entries(fromKept(kept ?? {})))
    if (!chosen.has(key as Key)) Object.assign(preferences, { [key]: value });
  isApplying = false;
  keep();
}
