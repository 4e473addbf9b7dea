export interface Mentionable {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
}

/** Before anybody was named: one array, so that it is known again. */
export const NOBODY_NAMED: Mentionable[] = [];

const MARKUP = /@\[([0-9a-f-]{36})\]/g;
/** From an @ at the start of a word up to the caret, over at most three words. */
const TYPED = /(?:^|\s)@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]+){0,2})$/u;

/** What stands after an @ just before the caret; null: nobody is being named. */
export function typedMention(text: string, caret: number): string | null {
  return TYPED.exec(text.slice(0, caret))?.[1] ?? null;
}

/** The text as the server keeps it: names of those who were chosen become ids. The longest first: one name may begin another. */
export function toMarkup(text: string, people: readonly Mentionable[]): string {
  const names = people.flatMap((person) => [person.nameAr, person.nameEn].map((name) => ({ id: person.id, name })));
  return names
    .filter(({ name }) => name !== "")
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((marked, { id, name }) => marked.replaceAll(`@${name}`, `@[${id}]`), text);
}

/** The text as people read it. Somebody who is unknown by now stays a plain @. */
export function fromMarkup(
  text: string,
  people: readonly Mentionable[],
  nameOf: (person: Mentionable) => string,
): string {
  return text.replaceAll(MARKUP, (_all, id: string) => {
    const person = people.find((each) => each.id === id);
    return person ? `@${nameOf(person)}` : "@";
  });
}
