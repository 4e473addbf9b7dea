import { describe, expect, test } from "vitest";
import {
  WARD_SURVEY,
  said,
  sampleDefinition,
  sampleQuestion,
} from "../../../server/src/modules/surveys/survey.sample.ts";
import { draftKey } from "./drafts.ts";
import type { FormState } from "./state.ts";
import { answered, errorOf, firstError, goneTo, neighbour, openForm, savable, switched, withErrors } from "./state.ts";

const NAMES = { hospitalNameAr: "مستشفى", hospitalNameEn: "Hospital" };
const open = (definition = WARD_SURVEY, answers = {}): FormState =>
  openForm({ ...NAMES, definition, language: "AR", answers }, answers, "AR");
const BRANCHED = sampleDefinition([
  sampleQuestion({ id: "r", isRequired: true }),
  sampleQuestion({ id: "why", isRequired: true, showWhen: { questionId: "r", op: "lt", value: 3 } }),
  sampleQuestion({ id: "end" }),
]);

describe("SV-7 the form's steps", () => {
  test("SV-7 the next question follows from the answers", () => {
    expect(neighbour(answered(open(BRANCHED), "r", { value: 5 }), 1)).toBe("end");
    expect(neighbour(answered(open(BRANCHED), "r", { value: 1 }), 1)).toBe("why");
    expect(neighbour(open(BRANCHED), -1)).toBeUndefined();
  });

  test("SV-7 no way leads to a hidden question", () => {
    expect(goneTo(answered(open(BRANCHED), "r", { value: 5 }), "why").currentId).toBe("r");
  });

  test("SV-7 switching the language keeps place, answers and marks, in the other words", () => {
    const state = withErrors(answered(open(BRANCHED), "r", { value: 1 }), BRANCHED.questions);
    const other = switched(state);
    expect(other).toMatchObject({ language: "EN", currentId: state.currentId, answers: state.answers });
    expect(Object.keys(other.errors)).toEqual(["why"]);
    expect(other.errors.why).not.toBe(state.errors.why);
    expect(switched(other)).toEqual(state);
  });

  test("SV-7 the first error on the path is the one to go to; answering takes the mark away", () => {
    const marked = withErrors(open(BRANCHED), BRANCHED.questions);
    expect(firstError(marked)).toBe("r");
    expect(answered(marked, "r", { value: 5 }).errors).not.toHaveProperty("r");
  });
});

describe("SV-10 comments", () => {
  const text = sampleQuestion({ id: "t", type: "TEXT", isRequired: true });
  test("SV-10 blank is missing, too long is told", () => {
    expect(errorOf(text, { value: " \u200f" }, "EN")).toMatch(/write/);
    expect(errorOf({ ...text, isRequired: false }, { value: "\u200b" }, "EN")).toBeUndefined();
    expect(errorOf(text, { value: "م".repeat(10_001) }, "EN")).toMatch(/longer/);
    expect(errorOf(text, { value: "م".repeat(10_000) }, "EN")).toBeUndefined();
  });

  test("SV-10 a comment that is too long does not keep the others from being saved", () => {
    const state = open(sampleDefinition([sampleQuestion({ id: "r" }), text]));
    expect(savable(state, said({ r: 4, t: "م".repeat(10_001) }))).toEqual(said({ r: 4 }));
  });
});

test("SV-15 a draft is kept under a key that holds no part of the token and differs by token", () => {
  const token = "Zk3v9QeXo0-aTLmW_1bYcd";
  expect(draftKey(token)).not.toContain(token.slice(0, 4));
  const keys = Array.from({ length: 20_000 }, (_, i) => draftKey(token + i.toString(36)));
  expect(new Set(keys).size).toBe(keys.length);
});
