/** What a form holds is JSON: texts, numbers, yes and no, lists and plain objects, so that it can be compared and kept. */
export type FormValues = object;

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export interface Merge<Values extends FormValues> {
  /** What the form shows next: their values where only they changed one, mine everywhere else. */
  values: Values;
  /** Changed by both, to different values: a person has to choose. */
  clashes: (keyof Values & string)[];
  /** Changed by the other person alone: taken over, and said. */
  taken: (keyof Values & string)[];
}

/** Two people, one row: three-way by field, so that only real clashes are asked about. */
export function mergeChanges<Values extends FormValues>(base: Values, mine: Values, theirs: Values): Merge<Values> {
  const values = copyOf(mine);
  const clashes: (keyof Values & string)[] = [];
  const taken: (keyof Values & string)[] = [];
  for (const key of Object.keys(theirs) as (keyof Values & string)[]) {
    if (isSame(base[key], theirs[key]) || isSame(mine[key], theirs[key])) continue;
    if (isSame(base[key], mine[key])) {
      values[key] = theirs[key];
      taken.push(key);
    } else {
      clashes.push(key);
    }
  }
  return { values, clashes, taken };
}

/** The fields that differ from what was loaded: all that an update has to send. */
export function changesOf<Values extends FormValues>(base: Values, values: Values): Partial<Values> {
  const keys = Object.keys(values) as (keyof Values)[];
  return Object.fromEntries(
    keys.filter((key) => !isSame(base[key], values[key])).map((key) => [key, values[key]]),
  ) as Partial<Values>;
}
