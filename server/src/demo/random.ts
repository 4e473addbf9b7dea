/** Small deterministic random source (mulberry32): the same seed gives the same demo, whatever machine it runs on. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole number, both ends included. */
  int(from: number, to: number): number;
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  normal(mean: number, deviation: number): number;
  /** Skewed to the right, as waiting and answering times are; half of the values lie below the median. */
  logNormal(median: number, spread: number): number;
  /** A version 7 UUID of that moment, so that history is as dense in the indexes as if it had grown. */
  id(at: Date): string;
  /** An independent source: what one part draws does not shift the others. */
  fork(name: string): Random;
}

const two32 = 4_294_967_296;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => word() / two32;
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const normal = (mean: number, deviation: number) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick(items) {
      if (items.length === 0) throw new Error("nothing to pick from");
      return items[Math.floor(next() * items.length)] as (typeof items)[number];
    },
    weighted(items) {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      const last = items.at(-1);
      if (!last) throw new Error("nothing to pick from");
      return last[0];
    },
    logNormal: (median, spread) => median * Math.exp(normal(0, spread)),
    id(at) {
      const time = hex(at.getTime(), 12);
      const version = hex(0x7000 | (word() & 0xfff), 4);
      const variant = hex(0x8000 | (word() & 0x3fff), 4);
      return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${hex(word() & 0xffff, 4)}${hex(word(), 8)}`;
    },
    fork: (name) =>
      createRandom(
        [...name].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16_777_619), seed ^ 0x811c9dc5),
      ),
  };
}
