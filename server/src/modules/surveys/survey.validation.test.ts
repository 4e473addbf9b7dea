import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition, SurveyQuestion } from "./survey-definition.ts";
import { questionsOnPath } from "./survey.branching.ts";
import { WARD_SURVEY, said, sampleDefinition, sampleOption, sampleQuestion } from "./survey.sample.ts";
import { validateDefinition } from "./survey.validation.ts";

const codes = (questions: SurveyQuestion[]): string[] =>
  validateDefinition(sampleDefinition(questions)).map((one) => one.code);
const when = (showWhen: unknown, overrides: Partial<SurveyQuestion> = {}): SurveyQuestion =>
  sampleQuestion({ id: "x", showWhen: showWhen as Condition, ...overrides });
const R = sampleQuestion({ id: "r" });
const OPTIONS = [sampleOption("a", 100), sampleOption("b", 0), sampleOption("na", null, true)];
const ONE = sampleQuestion({ id: "one", type: "SINGLE_CHOICE", options: OPTIONS });
const MANY = sampleQuestion({ id: "many", type: "MULTIPLE_CHOICE", options: OPTIONS });

describe("SV-2 SV-3 texts, codes and values", () => {
  test("SV-2 a complete survey has no problem", () => {
    expect(validateDefinition(WARD_SURVEY)).toEqual([]);
  });

  test("SV-2 a missing text is named by language and place, in both languages", () => {
    const [problem] = validateDefinition(sampleDefinition([R, sampleQuestion({ textAr: " \u200f" })]));
    expect(problem).toMatchObject({ code: "MISSING_TEXT_AR", pointer: ["questions", "1", "textAr"] });
    expect(problem?.messageAr).toMatch(/[\u0600-\u06ff]/);
    expect(problem?.messageEn).toMatch(/Arabic/);
  });

  test("SV-2 options and sections need both texts; intro and thanks both or neither", () => {
    const option = { ...sampleOption("a"), textEn: "" };
    expect(codes([sampleQuestion({ type: "SINGLE_CHOICE", options: [option, sampleOption("b")] })])).toEqual([
      "MISSING_TEXT_EN",
    ]);
    const sections = [{ code: "s", titleAr: "", titleEn: "Stay" }];
    expect(validateDefinition(sampleDefinition([R], { sections })).map((one) => one.code)).toEqual(["MISSING_TEXT_AR"]);
    expect(validateDefinition(sampleDefinition([R], { introEn: "Hello" })).map((one) => one.pointer)).toEqual([
      ["introAr"],
    ]);
  });

  test.each<[string, SurveyQuestion[]]>([
    ["NO_QUESTIONS", []],
    ["TOO_MANY", Array.from({ length: 101 }, (_, i) => sampleQuestion({ id: `n${i}` }))],
    ["DUPLICATE_ID", [R, sampleQuestion({ id: "r", code: "other" })]],
    ["DUPLICATE_CODE", [R, sampleQuestion({ id: "z", code: "r" })]],
    ["DUPLICATE_CODE", [sampleQuestion({ type: "SINGLE_CHOICE", options: [sampleOption("a"), sampleOption("a")] })]],
    ["BAD_ID", [sampleQuestion({ id: "__proto__", code: "ok" })]],
    ["BAD_ID", [sampleQuestion({ id: "ok", code: "" })]],
    ["BAD_TYPE", [sampleQuestion({ type: "SLIDER" as "RATING" })]],
    ["BAD_WEIGHT", [sampleQuestion({ weight: -1 })]],
    ["BAD_WEIGHT", [sampleQuestion({ weight: Number.NaN })]],
    ["BAD_SCORE", [sampleQuestion({ type: "SINGLE_CHOICE", options: [sampleOption("a", 101), sampleOption("b")] })]],
    ["NO_OPTIONS", [sampleQuestion({ type: "SINGLE_CHOICE", options: [sampleOption("a")] })]],
    ["BAD_OPTION", [sampleQuestion({ type: "YES_NO", options: [sampleOption("YES"), sampleOption("MAYBE")] })]],
    ["BAD_TOP_BOX", [sampleQuestion({ topBoxMin: 6 })]],
    ["BAD_TOP_BOX", [sampleQuestion({ type: "SINGLE_CHOICE", options: OPTIONS, topBoxCodes: ["z"] })]],
    ["UNKNOWN_SECTION", [sampleQuestion({ sectionCode: "nowhere" })]],
  ])("SV-3 %s", (code, questions) => {
    expect(codes(questions)).toEqual([code]);
  });

  test("SV-3 an NPS rule without an NPS question scores nothing", () => {
    expect(validateDefinition(sampleDefinition([R], { scoring: "NPS" })).map((one) => one.code)).toEqual([
      "NOTHING_SCORED",
    ]);
  });
});

describe("SV-4 conditions", () => {
  test.each<[string, unknown]>([
    ["UNKNOWN_QUESTION", { questionId: "nobody", op: "eq", value: 1 }],
    ["UNKNOWN_OPTION", { questionId: "one", op: "eq", value: "z" }],
    ["UNKNOWN_OPTION", { questionId: "one", op: "in", value: ["a", "z"] }],
    ["UNKNOWN_OPTION", { questionId: "one", op: "eq", value: 1 }],
    ["BAD_OPERATOR", { questionId: "one", op: "lt", value: "a" }],
    ["BAD_OPERATOR", { questionId: "many", op: "eq", value: "a" }],
    ["BAD_OPERATOR", { questionId: "r", op: "includes", value: 1 }],
    ["BAD_OPERATOR", { questionId: "r", op: "like", value: 1 }],
    ["BAD_OPERATOR", { questionId: "text", op: "eq", value: "a" }],
    ["BAD_VALUE", { questionId: "r", op: "eq", value: 6 }],
    ["BAD_VALUE", { questionId: "r", op: "eq", value: "5" }],
    ["BAD_VALUE", { questionId: "r", op: "in", value: [] }],
    ["BAD_VALUE", { questionId: "r", op: "in", value: 3 }],
    ["BAD_CONDITION", { questionId: "r" }],
    ["BAD_CONDITION", { all: [] }],
    ["BAD_CONDITION", { all: [null] }],
    ["BAD_CONDITION", { any: "x" }],
    ["BAD_CONDITION", "r == 1"],
    ["BAD_CONDITION", [1]],
  ])("SV-4 %s for %j", (code, showWhen) => {
    expect(codes([R, ONE, MANY, sampleQuestion({ id: "text", type: "TEXT" }), when(showWhen)])).toEqual([code]);
  });

  test("SV-4 the pointer leads into the condition", () => {
    const problems = validateDefinition(
      sampleDefinition([R, when({ any: [{ questionId: "r", op: "eq", value: 1 }, { all: 5 }] })]),
    );
    expect(problems[0]?.pointer).toEqual(["questions", "1", "showWhen", "any", "1"]);
  });

  test("SV-4 a cycle is refused at each of its questions, a look ahead at its own", () => {
    const look = (questionId: string) => ({ questionId, op: "eq", value: 1 }) as const;
    const a = sampleQuestion({ id: "a", showWhen: look("c") });
    const b = sampleQuestion({ id: "b", showWhen: look("a") });
    const c = sampleQuestion({ id: "c", showWhen: look("b") });
    expect(codes([a, b, c])).toEqual(["CYCLE", "CYCLE", "CYCLE"]);
    expect(codes([sampleQuestion({ id: "self", showWhen: look("self") })])).toEqual(["CYCLE"]);
    expect(codes([sampleQuestion({ id: "early", showWhen: look("r") }), R])).toEqual(["FORWARD_REFERENCE"]);
  });
});

describe("SV-5 required questions can be reached", () => {
  const low = { questionId: "r", op: "lte", value: 2 } as const;
  const high = { questionId: "r", op: "gte", value: 4 } as const;
  const branch = sampleQuestion({ id: "low", showWhen: low });
  const ifLow = { questionId: "low", op: "eq", value: 1 } as const;

  test.each<[string, unknown, boolean]>([
    ["a plain branch", low, true],
    ["two that exclude each other", { all: [low, high] }, false],
    ["one or the other", { any: [{ all: [low, high] }, high] }, true],
    ["a branch of a branch", ifLow, true],
    ["a branch of a branch that its own condition excludes", { all: [ifLow, high] }, false],
    ["outside the scale", { questionId: "r", op: "gt", value: 5 }, false],
    ["an option that means not applicable", { questionId: "one", op: "eq", value: "na" }, false],
    [
      "two single choices at once",
      {
        all: [
          { questionId: "one", op: "eq", value: "a" },
          { questionId: "one", op: "ne", value: "a" },
        ],
      },
      false,
    ],
    [
      "two of several choices",
      {
        all: [
          { questionId: "many", op: "includes", value: "a" },
          { questionId: "many", op: "includes", value: "b" },
        ],
      },
      true,
    ],
    ["several choices that mean not applicable", { questionId: "many", op: "includes", value: "na" }, false],
  ])("SV-5 %s", (_, showWhen, isReachable) => {
    const found = codes([R, ONE, MANY, branch, when(showWhen, { isRequired: true })]);
    expect(found).toEqual(isReachable ? [] : ["UNREACHABLE_REQUIRED"]);
    expect(codes([R, ONE, MANY, branch, when(showWhen)])).toEqual([]);
  });

  test("SV-5 property: agrees with trying out all answers", () => {
    const value = fc.integer({ min: 1, max: 5 });
    const comparison = fc.record({
      questionId: fc.constantFrom("r", "low"),
      op: fc.constantFrom("eq", "ne", "lt", "gte"),
      value,
    });
    const condition = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        comparison as fc.Arbitrary<Condition>,
        fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      ),
    })).tree;
    const said5 = [null, 1, 2, 3, 4, 5];
    fc.assert(
      fc.property(condition, (showWhen) => {
        const questions = [R, branch, when(showWhen, { isRequired: true })];
        const definition = sampleDefinition(questions);
        const isShown = said5.some((r) =>
          said5.some(
            (b) =>
              questionsOnPath(definition, said({ r, low: b })).length > 1 &&
              questionsOnPath(definition, said({ r, low: b })).some((one) => one.id === "x"),
          ),
        );
        expect(codes(questions)).toEqual(isShown ? [] : ["UNREACHABLE_REQUIRED"]);
      }),
    );
  });
});
