import { describe, expect, it } from "vitest";
import { answerView } from "./answer-text.ts";

const empty = {
  valueNumber: null,
  valueText: null,
  isNotApplicable: false,
  optionLabelsAr: null,
  optionLabelsEn: null,
};

describe("answerView", () => {
  it("does not mix up zero, skipped and not applicable", () => {
    expect(answerView({ ...empty, questionType: "NPS", valueNumber: 0 }, "en", ", ")).toEqual({
      kind: "number",
      text: "0",
      best: 10,
    });
    expect(answerView({ ...empty, questionType: "NPS" }, "en", ", ").kind).toBe("none");
    expect(answerView({ ...empty, questionType: "NPS", isNotApplicable: true }, "en", ", ").kind).toBe("notApplicable");
  });

  it("shows options in the reader's language and a comment as it was written", () => {
    const chosen = {
      ...empty,
      questionType: "MULTIPLE_CHOICE" as const,
      optionLabelsAr: ["الانتظار", "النظافة"],
      optionLabelsEn: ["Waiting", "Cleanliness"],
    };
    expect(answerView(chosen, "ar", "، ").text).toBe("الانتظار، النظافة");
    expect(answerView(chosen, "en", ", ").text).toBe("Waiting, Cleanliness");
    expect(answerView({ ...empty, questionType: "TEXT", valueText: "شكراً" }, "en", ", ")).toMatchObject({
      kind: "text",
      text: "شكراً",
    });
  });
});
