const mention = /@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]/g;

/** Who is named in a text, each once. A text carries the id, so that a name may change: `@[<user id>]`. */
export function mentionedIds(text: string | null | undefined): string[] {
  return [...new Set([...(text ?? "").matchAll(mention)].map(([, id]) => id as string))];
}
