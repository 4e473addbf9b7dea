import { describe, expect, it } from "vitest";
import { evidenceUrl } from "./evidence.rules.ts";
import { explainDeadline, writeSpan } from "./deadline.explanation.ts";
import { Language } from "../core/index.ts";

describe("PX-14: addresses of evidence", () => {
  it.each([
    ["https://example.org/a", true],
    [" http://example.org ", true],
    ["javascript:alert(1)", false],
    ["file:///etc/passwd", false],
    ["data:text/html,x", false],
    ["https://", false],
    ["example.org", false],
    ["https://bank.example@evil.example/", false],
    ["", false],
  ])("PX-14: %j as a link: %s", (text, isFine) => expect(evidenceUrl(text) !== null).toBe(isFine));
});

describe("P4: the deadline explained", () => {
  const facts = {
    startedAt: new Date("2026-11-23T21:30:00Z"),
    minutes: 2_940,
    ruleName: { en: "Group: high", ar: "المجموعة: مرتفع" },
    ruleVersion: 3,
    reminderAt: null,
    dueAt: new Date("2026-11-25T22:30:00Z"),
    closedAt: new Date("2026-11-25T23:35:00Z"),
    closeMissMinutes: 65,
    timeZone: "Asia/Riyadh",
  };
  it("in English, in the hospital's zone", () => {
    expect(explainDeadline(facts, Language.EN)).toEqual([
      "The clock started on 24 November 2026 at 00:30.",
      "Rule “Group: high” (version 3) gives 2 days, 1 hour.",
      "The time counts around the clock, every day.",
      "There were no pauses.",
      "Due on 26 November 2026 at 01:30.",
      "Closed on 26 November 2026 at 02:35, 1 hour, 5 minutes late.",
    ]);
  });
  it("in Arabic, with its plurals", () => {
    const lines = explainDeadline(facts, Language.AR);
    expect(lines[1]).toContain("المجموعة: مرتفع");
    expect(lines.every((line) => /[\u0600-\u06FF]/.test(line) && !/[A-Za-z]/.test(line))).toBe(true);
    expect([60, 120, 180, 660].map((minutes) => writeSpan(minutes, Language.AR))).toEqual([
      "ساعة",
      "ساعتان",
      "3 ساعات",
      "11 ساعة",
    ]);
  });
});
