import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FormQuestion } from "./survey-definition.ts";
import { checkAnswers } from "./survey.answers.ts";
import { answersOnPath } from "./survey.branching.ts";
import { said, sampleDefinition, sampleOption, sampleQuestion } from "./survey.sample.ts";

const OPTIONS = [sampleOption("a"), sampleOption("b"), sampleOption("none", null, true)];
const SURVEY = sampleDefinition([
  sampleQuestion({ id: "rating", isRequired: true }),
  sampleQuestion({ id: "nps", type: "NPS", allowsNotApplicable: true }),
  sampleQuestion({ id: "likert", type: "LIKERT" }),
  sampleQuestion({ id: "yes", type: "YES_NO" }),
  sampleQuestion({ id: "one", type: "SINGLE_CHOICE", options: OPTIONS }),
  sampleQuestion({ id: "many", type: "MULTIPLE_CHOICE", options: OPTIONS }),
  sampleQuestion({ id: "text", type: "TEXT" }),
  sampleQuestion({ id: "why", isRequired: true, showWhen: { questionId: "rating", op: "lte", value: 2 } }),
]);
const check = (answers: unknown) => checkAnswers(SURVEY, answers, "PARTIAL");
const one = (id: string, value: unknown) => {
  const { answers, problems } = check({ [id]: { value } });
  return problems[0]?.code ?? answers[id]?.value ?? null;
};

describe("SV-8 values", () => {
  test.each([
    ["rating", "٥", 5],
    ["nps", "٦", 6],
    ["nps", "۶", 6],
    ["nps", "١٠", 10],
    ["nps", " 7 ", 7],
    ["nps", "\u200f٧", 7],
    ["nps", 0, 0],
    ["nps", "0", 0],
    ["nps", "", null],
    ["nps", " \u200b", null],
    ["nps", null, null],
    ["rating", 0, "UNKNOWN_VALUE"],
    ["rating", 6, "UNKNOWN_VALUE"],
    ["rating", 4.5, "UNKNOWN_VALUE"],
    ["rating", "4.5", "UNKNOWN_VALUE"],
    ["rating", true, "UNKNOWN_VALUE"],
    ["rating", [5], "UNKNOWN_VALUE"],
    ["rating", "five", "UNKNOWN_VALUE"],
    ["nps", 11, "UNKNOWN_VALUE"],
    ["nps", -1, "UNKNOWN_VALUE"],
    ["likert", 5, 5],
    ["yes", "YES", "YES"],
    ["yes", "yes", "UNKNOWN_VALUE"],
    ["one", "a", "a"],
    ["one", "c", "UNKNOWN_VALUE"],
    ["one", "Option a", "UNKNOWN_VALUE"],
    ["one", "", null],
    ["many", ["b", "a", "b"], ["a", "b"]],
    ["many", "a", ["a"]],
    ["many", [], null],
    ["many", ["a", "x"], "UNKNOWN_VALUE"],
    ["many", ["a", "none"], "NOT_APPLICABLE_NOT_ALONE"],
    ["text", 5, "UNKNOWN_VALUE"],
  ])("SV-8 %s answered with %j gives %j", (id, value, expected) => {
    expect(one(id, value)).toEqual(expected);
  });

  test("SV-8 unknown questions are refused with a pointer, and the value is not repeated", () => {
    expect(check({ nobody: { value: "my secret" } }).problems).toEqual([
      { code: "UNKNOWN_QUESTION", pointer: ["answers", "nobody"] },
    ]);
    expect(check(JSON.parse('{"__proto__": {"value": 1}}')).problems[0]?.code).toBe("UNKNOWN_QUESTION");
    expect(check({ constructor: 1 }).problems[0]?.code).toBe("UNKNOWN_QUESTION");
  });

  test.each([null, [], "x", 5])("SV-8 %j instead of an object of answers is refused", (raw) => {
    expect(check(raw).problems[0]?.code).toBe("ANSWERS_NOT_AN_OBJECT");
  });

  test("SV-8 not applicable where allowed, by the box or by an option that means it", () => {
    expect(check({ nps: { value: null, isNotApplicable: true } }).answers.nps).toEqual({
      value: null,
      isNotApplicable: true,
    });
    expect(check({ one: { value: "none" } }).answers.one).toEqual({ value: "none", isNotApplicable: true });
    expect(check({ rating: { value: null, isNotApplicable: true } }).problems[0]?.code).toBe("NOT_APPLICABLE_REFUSED");
    expect(check({ nps: { value: 5, isNotApplicable: true } }).problems[0]?.code).toBe("NOT_APPLICABLE_NOT_ALONE");
  });

  test("SV-8 property: what came out once comes out the same again", () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("٦", "a", "none", ["b", "a"], "YES", 3));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...SURVEY.questions.map((q: FormQuestion) => q.id)), fc.record({ value })),
        (raw) => {
          const first = check(raw);
          if (first.problems.length > 0) return;
          expect(check(first.answers)).toEqual(first);
        },
      ),
    );
  });
});

describe("SV-7 required and hidden", () => {
  test("SV-7 a required question is asked for at the end, not while saving", () => {
    expect(check({}).problems).toEqual([]);
    expect(checkAnswers(SURVEY, {}, "FINAL").problems).toEqual([
      { code: "ANSWER_REQUIRED", pointer: ["answers", "rating"] },
    ]);
  });

  test("SV-7 a hidden question is not required and carries no answer", () => {
    const hidden = checkAnswers(SURVEY, said({ rating: 5, why: 2 }), "FINAL");
    expect(hidden.problems).toEqual([]);
    expect(hidden.answers).toEqual(said({ rating: 5 }));
    expect(checkAnswers(SURVEY, said({ rating: 1 }), "FINAL").problems[0]?.pointer).toEqual(["answers", "why"]);
  });

  test("SV-7 not applicable answers a required question, blank text does not", () => {
    const questions = [
      sampleQuestion({ id: "n", isRequired: true, allowsNotApplicable: true }),
      sampleQuestion({ id: "t", type: "TEXT", isRequired: true }),
    ];
    const answers = { n: { value: null, isNotApplicable: true }, t: { value: " \u200f\u200b" } };
    const { problems } = checkAnswers(sampleDefinition(questions), answers, "FINAL");
    expect(problems).toEqual([{ code: "ANSWER_REQUIRED", pointer: ["answers", "t"] }]);
  });

  test("SV-7 property: checked answers all lie on the path", () => {
    const value = fc.option(fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(value, value, (rating, why) => {
        const { answers } = check(said({ rating, why }));
        expect(answersOnPath(SURVEY, answers)).toEqual(answers);
      }),
    );
  });
});

describe("SV-10 text", () => {
  test.each(["   ", "\u200b", "\u200f", "\u200b \u200f\n", "\ufeff", "\u2060\u00ad", "\u3164", "\u2800", ""])(
    "SV-10 %j is empty",
    (text) => {
      expect(one("text", text)).toBeNull();
    },
  );

  test.each(["ممتاز 👍🏽 👨‍👩‍👧", "a\u200fb", "٦ من ١٠", "👍", "لا\u064e", "  indented\n\nlines "])(
    "SV-10 %j round-trips",
    (text) => {
      expect(one("text", text)).toBe(text);
    },
  );

  test("SV-10 is stored as NFC, with \\n, and without what PostgreSQL and UTF-8 refuse", () => {
    expect(one("text", "e\u0301\r\nb\u0000")).toBe("é\nb");
    expect(one("text", "x\ud83d")).toBe("x\ufffd");
  });

  test("SV-10 10,000 Arabic characters or emoji round-trip; one more is refused, not cut", () => {
    expect(one("text", "م".repeat(10_000))).toHaveLength(10_000);
    expect(one("text", "😀".repeat(10_000))).toHaveLength(20_000);
    expect(one("text", "م".repeat(10_001))).toBe("TEXT_TOO_LONG");
  });

  test("SV-10 property: any text that shows something round-trips as its NFC", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const stored = one("text", `م${text}`);
        expect(stored).toBe(`م${text}`.split("\u0000").join("").replace(/\r\n?/g, "\n").normalize("NFC"));
      }),
    );
  });
});
