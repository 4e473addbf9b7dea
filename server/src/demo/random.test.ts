import { describe, expect, it } from "vitest";
import { createRandom } from "./random.ts";
import { physicians } from "./group/physicians.ts";
import { surveys } from "./surveys/index.ts";
import { normaliseDefinition } from "../modules/surveys/survey.normalise.ts";
import { validateDefinition } from "../modules/surveys/survey.validation.ts";

describe("A13 what the demo is made of", () => {
  it("the same seed gives the same numbers, forks are independent", () => {
    const [a, b] = [createRandom(7), createRandom(7)];
    expect(Array.from({ length: 20 }, () => a.next())).toEqual(Array.from({ length: 20 }, () => b.next()));
    expect(createRandom(7).fork("x").next()).not.toBe(createRandom(7).fork("y").next());
  });

  it("ids are UUIDs of version 7 that carry their time", () => {
    const at = new Date("2026-11-23T08:15:00.123Z");
    const id = createRandom(1).id(at);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(at.getTime());
  });

  it("60 physicians have 60 names and licences", () => {
    expect(new Set(physicians.map(({ license }) => license)).size).toBe(60);
    expect(new Set(physicians.map(({ nameEn }) => nameEn)).size).toBe(60);
  });

  it.each(surveys)("survey $code may be published", ({ definition }) =>
    expect(validateDefinition(normaliseDefinition(definition))).toEqual([]),
  );
});
