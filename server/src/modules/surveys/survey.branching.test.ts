import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Operator } from "./survey-definition.ts";
import { OPERATORS } from "./survey-definition.ts";
import { answersOnPath, compares, holds, questionsOnPath, resumeAt } from "./survey.branching.ts";
import { spokenValue } from "./survey-question.ts";
import { said, sampleDefinition, sampleOption, sampleQuestion } from "./survey.sample.ts";

const BRANCHED = sampleDefinition([
  sampleQuestion({ id: "r" }),
  sampleQuestion({ id: "why", showWhen: { questionId: "r", op: "lte", value: 2 } }),
  sampleQuestion({ id: "more", type: "TEXT", showWhen: { questionId: "why", op: "lte", value: 2 } }),
  sampleQuestion({ id: "last" }),
]);
const path = (answers: Record<string, Answer["value"]>): string[] =>
  questionsOnPath(BRANCHED, said(answers)).map((one) => one.id);

describe("SV-7 the path", () => {
  test("SV-7 shows what the answers lead to", () => {
    expect(path({})).toEqual(["r", "last"]);
    expect(path({ r: 5 })).toEqual(["r", "last"]);
    expect(path({ r: 1 })).toEqual(["r", "why", "last"]);
    expect(path({ r: 1, why: 2 })).toEqual(["r", "why", "more", "last"]);
  });

  test("SV-7 going back and changing an answer hides the whole branch, whose answers count for nothing", () => {
    const answers = said({ r: 5, why: 1, more: "طويل", last: 4 });
    expect(questionsOnPath(BRANCHED, answers).map((one) => one.id)).toEqual(["r", "last"]);
    expect(Object.keys(answersOnPath(BRANCHED, answers))).toEqual(["r", "last"]);
  });

  test("SV-7 property: an answer on a hidden question changes nothing", () => {
    const value = fc.option(fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(value, value, value, (r, why, other) => {
        const shown = path({ r, why });
        if (!shown.includes("why")) expect(path({ r, why: other })).toEqual(shown);
        expect(shown[0]).toBe("r");
        expect(shown.at(-1)).toBe("last");
      }),
    );
  });

  test("SV-7 who comes back goes on after the last answer", () => {
    expect(resumeAt(BRANCHED, {})?.id).toBe("r");
    expect(resumeAt(BRANCHED, said({ r: 1 }))?.id).toBe("why");
    expect(resumeAt(BRANCHED, said({ r: 1, why: 4, last: 3 }))?.id).toBe("last");
  });
});

describe("SV-9 comparisons", () => {
  test.each<[Operator, number | string | string[], number | string | (number | string)[], boolean]>([
    ["eq", 3, 3, true],
    ["eq", 3, 4, false],
    ["ne", 3, 4, true],
    ["ne", 3, 3, false],
    ["lt", 2, 3, true],
    ["lt", 3, 3, false],
    ["lte", 3, 3, true],
    ["gt", 4, 3, true],
    ["gt", 3, 3, false],
    ["gte", 3, 3, true],
    ["in", 3, [1, 3], true],
    ["in", "b", ["a"], false],
    ["in", ["a", "b"], ["b"], true],
    ["includes", ["a", "b"], "b", true],
    ["includes", ["a"], "b", false],
    ["includes", "b", "b", false],
    ["eq", "YES", "YES", true],
    ["lt", "a", "b", false],
  ])("SV-9 %s: %j against %j is %s", (op, value, wanted, result) => {
    expect(compares(value, { op, value: wanted })).toBe(result);
  });

  test("SV-9 all and any nest", () => {
    const saidOn = (id: string): number | null => ({ a: 1, b: 5 })[id] ?? null;
    const a = { questionId: "a", op: "eq", value: 1 } as const;
    const b = { questionId: "b", op: "eq", value: 1 } as const;
    expect(holds({ all: [a, b] }, saidOn)).toBe(false);
    expect(holds({ any: [b, { all: [a] }] }, saidOn)).toBe(true);
  });

  test("SV-9 property: nothing said satisfies no comparison, also not “ne”", () => {
    const options = [sampleOption("x", 100), sampleOption("na", null, true)];
    const question = sampleQuestion({ type: "MULTIPLE_CHOICE", options, allowsNotApplicable: true });
    const silence = fc.constantFrom<Answer | undefined>(
      undefined,
      { value: null },
      { value: "" },
      { value: [] },
      { value: null, isNotApplicable: true },
      { value: 5, isNotApplicable: true },
      { value: "na" },
      { value: ["na"] },
    );
    const wanted = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.string(), fc.constant("na"), fc.array(fc.string()));
    fc.assert(
      fc.property(silence, fc.constantFrom(...OPERATORS), wanted, (answer, op, value) => {
        expect(compares(spokenValue(question, answer), { op, value })).toBe(false);
      }),
    );
  });
});
