import { describe, expect, it } from "vitest";
import { planCodes, planStages, problemsOfStages, type StageFields } from "./template.rules.ts";

const stage = (code: string, given: Partial<StageFields> = {}): StageFields => ({
  code,
  nameAr: "مرحلة",
  nameEn: "Stage",
  triggerEventCode: `${code}_DONE`,
  ...given,
});
const codesOf = (stages: StageFields[]) =>
  problemsOfStages(stages).map(({ code, field }) => `${code} ${field?.join(".")}`);

describe("template rules", () => {
  it.each<[string, StageFields[], string[]]>([
    ["no stage", [], ["STAGE_COUNT stages"]],
    ["too many", Array.from({ length: 51 }, (_, i) => stage(`S${i}`)), ["STAGE_COUNT stages"]],
    ["a name in one language only", [stage("A", { nameAr: " " })], ["REQUIRED stages.0.nameAr"]],
    ["the same code twice", [stage("A"), stage(" A ")], ["CODE_TAKEN stages.1.code"]],
    ["the same place twice", [stage("A", { position: 2 }), stage("B")], ["POSITION_TAKEN stages.1.position"]],
    ["a place below one", [stage("A", { position: 0 })], ["OUT_OF_RANGE stages.0.position"]],
    [
      "a survey to send, but none chosen",
      [stage("A", { isAutoSendSurvey: true })],
      ["SURVEY_MISSING stages.0.surveyTemplateId"],
    ],
    ["the same trigger twice is fine", [stage("A"), stage("B", { triggerEventCode: "A_DONE" })], []],
  ])("JO-19: %s", (_title, stages, problems) => expect(codesOf(stages)).toEqual(problems));

  it("JO-19: all problems come at once", () => {
    expect(codesOf([stage("A", { nameEn: "", triggerEventCode: "" }), stage("A")])).toHaveLength(3);
  });

  it("JO-19: stages take the order of the list or their positions, and a bound survey goes out unless told not to", () => {
    const planned = planStages([
      stage("B", { position: 7 }),
      stage("A", { position: 3, surveyTemplateId: "s" }),
      stage("C", { position: 9, surveyTemplateId: "s", isAutoSendSurvey: false }),
    ]);
    expect(planned.map(({ code, position, isAutoSendSurvey }) => [code, position, isAutoSendSurvey])).toEqual([
      ["A", 3, true],
      ["B", 7, false],
      ["C", 9, false],
    ]);
    expect(planCodes([" X ", "X", "", "Y"])).toEqual(["X", "Y"]);
  });
});
