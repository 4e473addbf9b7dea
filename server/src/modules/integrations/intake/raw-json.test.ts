import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, nestingOf, rawElements, rawMembers, skipSpace } from "./raw-json.ts";

/** JSON text as different senders write it: with white space, and with escapes. */
const spaced = fc.tuple(fc.json(), fc.constantFrom("", " ", "\n\t")).map(([text, space]) => {
  const value: unknown = JSON.parse(text);
  return { value, text: `${space}${JSON.stringify(value, null, space)}${space}` };
});

describe("raw JSON", () => {
  it("finds every member and element where JSON.parse finds it", () => {
    fc.assert(
      fc.property(spaced, ({ value, text }) => {
        const start = skipSpace(text, 0);
        if (Array.isArray(value)) {
          expect(
            rawElements(text, start).map((span) => JSON.parse(text.slice(span.start, span.end)) as unknown),
          ).toEqual(value);
        } else if (typeof value === "object" && value !== null) {
          const members = rawMembers(text, start).map((span) => [
            span.key,
            JSON.parse(text.slice(span.start, span.end)) as unknown,
          ]);
          expect(Object.fromEntries(members)).toEqual(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{"a\\"b":"}\\\\","c":[1,2]}', ['a"b', "c"]],
    ['{ "a" : { "b" : "]" } , "a" : 1e400 }', ["a", "a"]],
    ["{}", []],
    ['{"\\u0061":null}', ["a"]],
  ])("reads the keys of %s", (text, keys) => {
    expect(rawMembers(text, 0).map((member) => member.key)).toEqual(keys);
  });

  it("counts nesting as deep as anybody writes it", () => {
    expect(nestingOf('{"a":[{"b":"[[["}]}')).toBe(3);
    expect(nestingOf("[".repeat(1_000_000) + "]".repeat(1_000_000))).toBe(1_000_000);
  });

  it("gives one text to all ways of writing the same value, and different ones to different numbers", () => {
    expect(canonicalText('{"b" : [1 , "\\u0041"], "a":null}')).toBe('{"a":null,"b":[1,"A"]}');
    expect(canonicalText("[12345678901234567890]")).not.toBe(canonicalText("[12345678901234567891]"));
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        const turned =
          typeof value === "object" && value && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value;
        // An own `__proto__` can't be built by fromEntries in every engine alike; compare what JSON sees.
        fc.pre(!text.includes("__proto__"));
        expect(canonicalText(JSON.stringify(turned))).toBe(canonicalText(JSON.stringify(value)));
      }),
    );
  });
});
