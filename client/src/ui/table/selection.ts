/** Chosen rows: some by name, on any page, or all that match the filter, also those no page has shown yet. */
export type Selection = { readonly mode: "ids"; readonly ids: readonly string[] } | { readonly mode: "all" };

export const NOTHING: Selection = { mode: "ids", ids: [] };

export function isChosen(selection: Selection, id: string): boolean {
  return selection.mode === "all" || selection.ids.includes(id);
}

export function isPageChosen(selection: Selection, page: readonly string[]): boolean {
  return page.length > 0 && page.every((id) => isChosen(selection, id));
}

export function countOf(selection: Selection, total: number): number {
  return selection.mode === "all" ? total : selection.ids.length;
}

/** Leaving one out of “all matching” leaves what the reader sees: rows they never saw can't be chosen one by one. */
export function withRow(selection: Selection, id: string, isOn: boolean, page: readonly string[]): Selection {
  const ids = selection.mode === "all" ? page : selection.ids;
  return { mode: "ids", ids: isOn ? [...new Set([...ids, id])] : ids.filter((each) => each !== id) };
}

export function withPage(selection: Selection, isOn: boolean, page: readonly string[]): Selection {
  if (selection.mode === "all") return isOn ? selection : NOTHING;
  const others = selection.ids.filter((id) => !page.includes(id));
  return { mode: "ids", ids: isOn ? [...others, ...page] : others };
}
