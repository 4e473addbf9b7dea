interface Place {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly parent?: Place | null;
  readonly parentId?: string | null;
}

/** The departments above one, from the top; three are asked for, and what lies above those is an ellipsis. */
export function pathAbove(department: { readonly parent?: Place | null }, name: (place: Place) => string): string[] {
  const { parent } = department;
  if (!parent) return [];
  return [...(parent.parentId ? ["…"] : pathAbove(parent, name)), name(parent)];
}
