import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DeadlineHistoryFragment } from "#generated/graphql.ts";
import { i18n, loadAllTexts, showLanguage } from "#lib/i18n/i18n.ts";
import { formatDate } from "#lib/i18n/dates.ts";
import { historyNote } from "./deadline-history.ts";

const { t, te } = i18n.global;
const text = {
  t: t as never,
  te: te as never,
  duration: (ms: number) => `${ms / 60_000} min`,
  isolate: (inner: string) => inner,
  date: (instant: string | number) =>
    formatDate(instant, "time", { language: "en", digits: "latn", calendar: "gregory", zone: "Asia/Riyadh" }),
};
const entry = (fields: Partial<DeadlineHistoryFragment>) => fields as DeadlineHistoryFragment;
const said = (fields: Partial<DeadlineHistoryFragment>) => historyNote(entry(fields), text, "Asia/Riyadh");

describe("a line of the history of deadlines", () => {
  beforeAll(async () => {
    vi.stubGlobal("document", { documentElement: {} });
    await showLanguage("en");
    await loadAllTexts();
  });
  afterAll(() => vi.unstubAllGlobals());

  it("says by how much a target was met late, and each of several codes", () => {
    expect(said({ note: "LATE 30" })).toBe("30 min late.");
    expect(said({ note: "BY_HAND STAND_IN" })).toBe("By hand. To a stand-in.");
  });

  it("leaves what somebody wrote as it is", () => {
    for (const note of ["LATE again, says the ward", "MRI", "WAITING FOR the lab"]) expect(said({ note })).toBe(note);
  });

  it("says from when to when a deadline moved, and why", () => {
    const [dueBefore, dueAfter] = ["2026-11-08T10:00:00Z", "2026-11-08T12:30:00Z"];
    const clock = (at: string) => text.date(at);
    expect(said({ dueBefore, dueAfter, note: "DEFAULT_CALENDAR_CHANGED" })).toBe(
      `Moved from ${clock(dueBefore)} to ${clock(dueAfter)}.\nAnother calendar became the default.`,
    );
    expect(said({ dueBefore, dueAfter: null })).toContain("no deadline now");
    expect(said({ dueBefore: null, dueAfter: null, note: null })).toBeNull();
  });
});
