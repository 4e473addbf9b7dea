import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, SurveyDefinition } from "./survey-definition.ts";
import { best, said, sampleDefinition, sampleOption, sampleQuestion, worst } from "./survey.sample.ts";
import { isNegative, scoreSurvey } from "./survey.scoring.ts";

const scoreOf = (definition: SurveyDefinition, answers: Answers): number | null =>
  scoreSurvey(definition, answers).score;

const anyQuestion = fc.record({
  type: fc.constantFrom("RATING" as const, "SMILEY" as const, "NPS" as const, "LIKERT" as const, "YES_NO" as const),
  weight: fc.integer({ min: 1, max: 10 }),
  sectionCode: fc.constantFrom("a", "b", null),
});
const anySurvey = fc
  .array(anyQuestion, { minLength: 1, maxLength: 8 })
  .map((questions) =>
    sampleDefinition(questions.map((one, i) => sampleQuestion({ ...one, id: `q${i}`, code: `c${i}` }))),
  );
const surveyWithAnswers = anySurvey.chain((definition) =>
  fc
    .array(fc.option(fc.integer({ min: 1, max: 5 })), {
      minLength: definition.questions.length,
      maxLength: definition.questions.length,
    })
    .map((values) => {
      const answers = definition.questions.map((question, i) => {
        const value = values[i] ?? null;
        return [
          question.id,
          question.type === "YES_NO" && value !== null ? (value > 2 ? "YES" : "NO") : value,
        ] as const;
      });
      return { definition, answers: said(Object.fromEntries(answers)) };
    }),
);

describe("SV-11 the score of a question", () => {
  test.each([
    [1, 0],
    [2, 25],
    [3, 50],
    [4, 75],
    [5, 100],
  ])("SV-11 rating %i is %i of 100", (value, score) => {
    for (const type of ["RATING", "SMILEY", "LIKERT"] as const) {
      expect(scoreOf(sampleDefinition([sampleQuestion({ id: "q", type })]), said({ q: value }))).toBe(score);
    }
  });

  test("SV-11 several choices count with the mean of their scores; one without a score leaves the denominator", () => {
    const options = [sampleOption("a", 100), sampleOption("b", 50), sampleOption("c", null)];
    const definition = sampleDefinition([sampleQuestion({ id: "q", type: "MULTIPLE_CHOICE", options })]);
    expect(scoreOf(definition, said({ q: ["a", "b", "c"] }))).toBe(75);
    expect(scoreOf(definition, said({ q: ["c"] }))).toBeNull();
  });

  test("SV-11 the options of a yes/no question may turn it round", () => {
    const options = [sampleOption("YES", 0), sampleOption("NO", 100)];
    const definition = sampleDefinition([sampleQuestion({ id: "q", type: "YES_NO", options })]);
    expect(scoreOf(definition, said({ q: "NO" }))).toBe(100);
  });

  test("SV-11 weights count: (100·3 + 0·1) / 4", () => {
    const definition = sampleDefinition([
      sampleQuestion({ id: "a", weight: 3 }),
      sampleQuestion({ id: "b", weight: 1 }),
    ]);
    expect(scoreOf(definition, said({ a: 5, b: 1 }))).toBe(75);
  });

  test("SV-11 a weight of 0 keeps a question out of the score", () => {
    const definition = sampleDefinition([sampleQuestion({ id: "a" }), sampleQuestion({ id: "b", weight: 0 })]);
    expect(scoreOf(definition, said({ a: 5, b: 1 }))).toBe(100);
    expect(scoreOf(definition, said({ b: 1 }))).toBeNull();
  });

  test("SV-11 property: all best is 100, all worst is 0, nothing answered is null", () => {
    fc.assert(
      fc.property(anySurvey, (definition) => {
        const all = (answer: typeof best): Answers =>
          Object.fromEntries(definition.questions.map((one) => [one.id, answer(one)]));
        expect(scoreOf(definition, all(best))).toBe(100);
        expect(scoreOf(definition, all(worst))).toBe(0);
        expect(scoreOf(definition, {})).toBeNull();
      }),
    );
  });

  test("SV-11 property: adding a skipped or not-applicable answer never changes the score", () => {
    const silence = fc.constantFrom(
      { value: null },
      { value: "" },
      { value: [] as string[] },
      { value: null, isNotApplicable: true },
    );
    fc.assert(
      fc.property(
        surveyWithAnswers,
        silence,
        fc.integer({ min: 1, max: 10 }),
        ({ definition, answers }, silent, weight) => {
          const more = {
            ...definition,
            questions: [...definition.questions, sampleQuestion({ id: "more", weight, sectionCode: "a" })],
          };
          expect(scoreOf(more, { ...answers, more: silent })).toBe(scoreOf(definition, answers));
        },
      ),
    );
  });

  test("SV-11 property: a score lies between 0 and 100", () => {
    fc.assert(
      fc.property(surveyWithAnswers, ({ definition, answers }) => {
        const score = scoreOf(definition, answers);
        expect(score === null || (score >= 0 && score <= 100)).toBe(true);
      }),
    );
  });
});

describe("SV-11 top box and NPS", () => {
  test("SV-11 top box as defined per question, else only the best answer", () => {
    const options = [sampleOption("good", 100), sampleOption("fair", 50)];
    const definition = sampleDefinition(
      [
        sampleQuestion({ id: "a", topBoxMin: 4 }),
        sampleQuestion({ id: "b" }),
        sampleQuestion({ id: "c", type: "SINGLE_CHOICE", options, topBoxCodes: ["good", "fair"] }),
        sampleQuestion({ id: "d", type: "SINGLE_CHOICE", options }),
      ],
      { scoring: "TOP_BOX" },
    );
    expect(scoreOf(definition, said({ a: 4 }))).toBe(100);
    expect(scoreOf(definition, said({ b: 4 }))).toBe(0);
    expect(scoreOf(definition, said({ c: "fair" }))).toBe(100);
    expect(scoreOf(definition, said({ d: "fair" }))).toBe(0);
    expect(scoreOf(definition, said({ a: 4, b: 4, c: "fair", d: "fair" }))).toBe(50);
  });

  test("SV-11 NPS of one response: promoters 100, passives 0, detractors −100; other questions don't count", () => {
    const definition = sampleDefinition([sampleQuestion({ id: "n", type: "NPS" }), sampleQuestion({ id: "r" })], {
      scoring: "NPS",
    });
    const byValue = Array.from({ length: 11 }, (_, n) => scoreOf(definition, said({ n, r: 1 })));
    expect(byValue).toEqual([-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100]);
    expect(scoreOf(definition, said({ r: 5 }))).toBeNull();
  });
});

describe("SV-6 SV-12 the threshold and sections", () => {
  test("SV-12 section means, then the mean of sections: 91.67, 56.25, 87.50 → 78.47", () => {
    const section = (sectionCode: string, values: number[]) =>
      values.map((value, i) => ({ question: sampleQuestion({ id: `${sectionCode}${i}`, sectionCode }), value }));
    const all = [...section("a", [5, 5, 4]), ...section("b", [3, 3, 3, 4]), ...section("c", [5, 4])];
    const definition = sampleDefinition(all.map((one) => one.question));
    const result = scoreSurvey(definition, said(Object.fromEntries(all.map((one) => [one.question.id, one.value]))));
    expect(result.sectionMeans.map((one) => one.mean)).toEqual([91.67, 56.25, 87.5]);
    expect(result.score).toBe(78.47);
  });

  test("SV-12 a section of which nothing was answered does not count", () => {
    const definition = sampleDefinition([
      sampleQuestion({ id: "a", sectionCode: "a" }),
      sampleQuestion({ id: "b", sectionCode: "b" }),
    ]);
    const result = scoreSurvey(definition, said({ a: 4 }));
    expect(result.score).toBe(75);
    expect(result.sectionMeans).toEqual([
      { sectionCode: "a", mean: 75 },
      { sectionCode: "b", mean: null },
    ]);
  });

  test("SV-12 the explanation says why a question did not count", () => {
    const na = sampleQuestion({
      id: "na",
      type: "SINGLE_CHOICE",
      options: [sampleOption("x", 100), sampleOption("none", null, true)],
    });
    const hidden = sampleQuestion({ id: "hidden", showWhen: { questionId: "r", op: "lt", value: 3 } });
    const definition = sampleDefinition([
      sampleQuestion({ id: "r" }),
      na,
      hidden,
      sampleQuestion({ id: "t", type: "TEXT" }),
      sampleQuestion({ id: "s" }),
    ]);
    const result = scoreSurvey(definition, said({ r: 5, na: "none", hidden: 1, t: "شكرا" }));
    expect(result.questionScores.map((one) => one.reason)).toEqual([
      "SCORED",
      "SKIPPED",
      "HIDDEN",
      "NOT_SCORED",
      "SKIPPED",
    ]);
    const flagged = scoreSurvey(definition, { ...said({ r: 5 }), na: { value: "none", isNotApplicable: true } });
    expect(flagged.questionScores[1]?.reason).toBe("NOT_APPLICABLE");
    expect(result.score).toBe(100);
  });

  test.each([
    [null, 60, false],
    [59.99, 60, true],
    [60, 60, false],
    [0, 60, true],
    [0, 0, false],
  ])("SV-6 score %s against %i: negative %s", (score, threshold, negative) => {
    expect(isNegative(score, threshold)).toBe(negative);
  });
});
