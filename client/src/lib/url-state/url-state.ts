import type { Codec } from "./codecs.ts";

/** Each key has a codec of its own type; `format` is a method, so that a codec of any type is also a `Codec<unknown>`. */
export type UrlSpec = Record<string, Codec<unknown>>;
export type UrlStateOf<Spec extends UrlSpec> = { [Key in keyof Spec]?: Spec[Key] extends Codec<infer T> ? T : never };
export type RawQuery = Record<string, string | null | (string | null)[] | undefined>;

export interface ReadUrl<Spec extends UrlSpec> {
  state: UrlStateOf<Spec>;
  /** Parameters that were not understood, also unknown ones: a misspelt filter must not silently show everything. */
  rejected: string[];
}

export function readUrl<Spec extends UrlSpec>(spec: Spec, query: RawQuery): ReadUrl<Spec> {
  const state: UrlStateOf<Spec> = {};
  const rejected: string[] = [];
  for (const [key, raw] of Object.entries(query)) {
    const codec = Object.hasOwn(spec, key) ? spec[key] : undefined;
    const value: unknown = codec && typeof raw === "string" ? codec.parse(raw) : undefined;
    if (value === undefined) rejected.push(key);
    else state[key as keyof Spec] = value as UrlStateOf<Spec>[keyof Spec];
  }
  return { state, rejected };
}

/** Keys stand in the order of the specification, so that the same state is the same address. */
export function writeUrl<Spec extends UrlSpec>(spec: Spec, state: UrlStateOf<Spec>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [key, codec] of Object.entries(spec)) {
    const value: unknown = state[key];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0) || value === "") continue;
    query[key] = codec.format(value);
  }
  return query;
}
