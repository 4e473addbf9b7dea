import { describe, expect, it } from "vitest";
import { surveyFilterSpec, surveysLink, toSurveyFilter } from "../survey/survey-filters.ts";
import { readUrl } from "#lib/url-state/url-state.ts";
import { actionFilterSpec, actionsLink, toActionFilter } from "./action-filters.ts";

describe("a number and the list behind it", () => {
  it("take the same filter: the link of a tile reads back as the state it was made from", () => {
    const state = { isOpen: true, hospitalId: ["0190a1b2-0000-7000-8000-000000000001"] };
    expect(readUrl(actionFilterSpec, actionsLink(state).query)).toEqual({ state, rejected: [] });
  });

  it("count the same moments: instants of a tile reach the query untouched", () => {
    const answeredAt = { from: "2026-11-22T10:00:00.000Z", to: "2026-11-23T10:00:00.000Z" };
    const { state } = readUrl(surveyFilterSpec, surveysLink({ isNegative: true, answeredAt }).query);
    expect(toSurveyFilter(state, "Asia/Riyadh")).toMatchObject({ isNegative: true, answeredAt });
  });

  it("take spans of numbers with an open end, and drop what is none", () => {
    const state = { score: { min: 0, max: 60 } };
    expect(readUrl(surveyFilterSpec, surveysLink(state).query)).toEqual({ state, rejected: [] });
    const open = readUrl(surveyFilterSpec, { score: "80.." });
    expect(toSurveyFilter(open.state, "Asia/Riyadh")).toMatchObject({ score: { min: 80, max: null } });
    expect(readUrl(surveyFilterSpec, { score: "60..0" })).toEqual({ state: {}, rejected: ["score"] });
  });

  it("turn local days into the hospital's days", () => {
    expect(toActionFilter({ dueAt: { from: "2026-11-23", to: "2026-11-23" } }, "Asia/Riyadh").dueAt).toEqual({
      from: "2026-11-22T21:00:00.000Z",
      to: "2026-11-23T21:00:00.000Z",
    });
  });
});
