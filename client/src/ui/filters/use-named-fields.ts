import { computed, reactive, watch } from "vue";
import type { FilterField, FilterValues } from "./filters.ts";

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : value ? [String(value)] : []);

/** The address holds ids only: names of what was looked up are asked for, so that field and chip can say them. */
export function useNamedFields(fields: () => readonly FilterField[], values: () => FilterValues) {
  const names = reactive(new Map<string, string>());
  const asked = new Set<string>();
  watch(
    () =>
      fields().flatMap((field) => (field.lookup ? [{ lookup: field.lookup, ids: idsOf(values()[field.key]) }] : [])),
    (wanted) => {
      for (const { lookup, ids } of wanted) {
        const unknown = ids.filter((id) => !asked.has(id));
        if (unknown.length === 0) continue;
        for (const id of unknown) asked.add(id);
        void lookup.name(unknown).then((options) => {
          for (const { value, label } of options) names.set(value, label);
        });
      }
    },
    { immediate: true },
  );
  return computed<FilterField[]>(() =>
    fields().map((field) =>
      field.lookup
        ? {
            ...field,
            options: idsOf(values()[field.key]).map((value) => ({ value, label: names.get(value) ?? "…" })),
          }
        : field,
    ),
  );
}
