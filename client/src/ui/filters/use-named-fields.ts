import { computed, reactive, watch } from "vue";
import type { FilterField, FilterValues } from "./filters.ts";

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : value ? [String(value)] : []);

/**
 * The address holds ids only: names of what was looked up are asked for, once in each language, so that field and chip
 * can say them. One without a name was deleted or is not for the reader's eyes; its chip can still be removed.
 */
export function useNamedFields(
  fields: () => readonly FilterField[],
  values: () => FilterValues,
  language: () => string = () => "",
) {
  const names = reactive(new Map<string, string>());
  const asked = new Set<string>();
  const keyOf = (id: string) => `${language()}:${id}`;

  watch(
    () =>
      fields().flatMap(({ key, lookup }) =>
        lookup ? [{ lookup, ids: idsOf(values()[key]).filter((id) => !asked.has(keyOf(id))) }] : [],
      ),
    (wanted) => {
      for (const { lookup, ids } of wanted) {
        if (ids.length === 0) continue;
        const keys = new Map(ids.map((id) => [id, keyOf(id)]));
        for (const key of keys.values()) asked.add(key);
        void lookup.name(ids).then((options) => {
          for (const { value, label } of options) names.set(keys.get(value) ?? value, label);
        });
      }
    },
    { immediate: true },
  );
  return computed<FilterField[]>(() =>
    fields().map((field) => {
      if (!field.lookup) return field;
      const ids = idsOf(values()[field.key]);
      return { ...field, options: ids.map((value) => ({ value, label: names.get(keyOf(value)) ?? "…" })) };
    }),
  );
}
