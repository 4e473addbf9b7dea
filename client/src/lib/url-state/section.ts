import { onScopeDispose, shallowRef, watchEffect } from "vue";

const told = shallowRef<{ readonly key: string | null } | null>(null);

/** The entry of the navigation under which a page stands, where its address alone doesn't tell. */
export const section = (): string | null => told.value?.key ?? null;

export function useSection(keyOf: () => string | null): void {
  let mine = told.value;
  watchEffect(() => {
    mine = { key: keyOf() };
    told.value = mine;
  });
  onScopeDispose(() => {
    // The page that follows may have told its own before this one goes.
    if (told.value === mine) told.value = null;
  });
}
