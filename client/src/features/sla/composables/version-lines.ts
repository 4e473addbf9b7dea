/** One thing that a version says, in words. */
export interface VersionLine {
  /** The same in each version, so that two can be put side by side. */
  readonly key: string;
  readonly label: string;
  readonly text: string;
}
export interface ChangedLine {
  readonly key: string;
  readonly label: string;
  /** Null: that version does not say anything of it. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What the two versions say differently; in the order of the newer one, what it lost behind. */
export function changedLines(older: readonly VersionLine[], newer: readonly VersionLine[]): ChangedLine[] {
  const before = new Map(older.map((line) => [line.key, line]));
  const after = new Map(newer.map((line) => [line.key, line]));
  return [...new Map([...after, ...[...before].filter(([key]) => !after.has(key))]).values()].flatMap(
    ({ key, label }) => {
      const [was, is] = [before.get(key)?.text ?? null, after.get(key)?.text ?? null];
      return was === is ? [] : [{ key, label, before: was, after: is }];
    },
  );
}

/** Makes the keys of things that only have a name: of several with the same name in a year each has its own. */
export function keysOf(items: readonly { readonly nameEn: string; readonly from: string }[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ nameEn, from }) => {
    const key = `${nameEn} ${from.slice(0, 4)}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key} ${count}`;
  });
}
