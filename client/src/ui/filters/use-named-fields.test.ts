import { describe, expect, it, vi } from "vitest";
import { nextTick, ref } from "vue";
import type { FilterField, FilterValues } from "./filters.ts";
import { useNamedFields } from "./use-named-fields.ts";

describe("names of what a filter looked up", () => {
  const name = vi.fn((ids: readonly string[]) =>
    Promise.resolve(ids.filter((id) => id !== "gone").map((value) => ({ value, label: `Name of ${value}` }))),
  );
  const fields: FilterField[] = [
    { key: "physicianId", label: "", kind: "lookup", lookup: { find: () => Promise.resolve([]), name } },
    { key: "status", label: "", kind: "choices", options: [{ value: "OPEN", label: "Open" }] },
  ];

  it("are asked for once for ids of the address, also in another language; unknown ones can still be removed", async () => {
    const values = ref<FilterValues>({ physicianId: ["a", "gone"], status: ["OPEN"] });
    const language = ref("en");
    const named = useNamedFields(
      () => fields,
      () => values.value,
      () => language.value,
    );
    const labels = () => named.value[0]?.options?.map((option) => option.label);
    expect(labels()).toEqual(["…", "…"]);
    await vi.waitFor(() => expect(labels()).toEqual(["Name of a", "…"]));
    values.value = { physicianId: ["a", "b"] };
    await vi.waitFor(() => expect(labels()).toEqual(["Name of a", "Name of b"]));
    expect(name.mock.calls).toEqual([[["a", "gone"]], [["b"]]]);
    language.value = "ar";
    await nextTick();
    expect(name).toHaveBeenLastCalledWith(["a", "b"]);
    expect(named.value[1]).toBe(fields[1]);
  });
});
