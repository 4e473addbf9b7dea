/** Markup that is safe to write out: made by the tag below, so whatever came from people is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

function written(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "string" || typeof piece === "number") return escaped(String(piece));
  return piece.map(written).join("");
}

export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  // Indentation of the source is of no use to a slow phone; between attributes one space must stay.
  const compact = (part: string): string =>
    part.replace(/(>?)\n\s*(<?)/g, (_, before: string, after: string) => before + after || " ");
  const text = parts.map((part, i) => compact(part) + written(pieces[i])).join("");
  return new Html(text);
}

/** For `<script type="application/json">`: no `<` can end the element, no line separator can break a parser. */
export function embeddedJson(value: unknown): Html {
  const json = JSON.stringify(value);
  return new Html(json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`));
}
