import { describe, expect, it } from "vitest";
import { type DateStyle, formatDate, formatOtherDate, formatRelative } from "./dates.ts";

const at = "2026-11-23T21:30:00Z";
const english: DateStyle = { language: "en", digits: "latn", zone: "Asia/Riyadh" };
const arabic: DateStyle = { language: "ar", digits: "arab", zone: "Asia/Riyadh" };

describe("dates", () => {
  it("shows the hospital's day, which may be tomorrow in UTC", () => {
    expect(formatDate(at, "date", english)).toBe("24 Nov 2026");
    expect(formatDate(at, "time", english)).toBe("00:30");
  });

  it("keeps the Gregorian calendar in Arabic, with the digits that the reader chose", () => {
    expect(formatDate(at, "date", arabic)).toContain("٢٠٢٦");
    expect(formatDate(at, "date", { ...arabic, digits: "latn" })).toContain("2026");
  });

  it("gives the Umm al-Qura date beside it", () => {
    expect(formatOtherDate(at, english)).toContain("1448");
    expect(formatOtherDate(at, arabic)).toContain("١٤٤٨");
  });

  it("writes dates in the Hijri calendar for those who want it, with the Gregorian one beside it", () => {
    const hijri: DateStyle = { ...arabic, calendar: "islamic-umalqura" };
    expect(formatDate(at, "date", hijri)).toContain("١٤٤٨");
    expect(formatOtherDate(at, hijri)).toContain("٢٠٢٦");
  });

  it("speaks of the distance in the largest unit that fits", () => {
    const now = Date.parse(at);
    expect(formatRelative(now - 90_000, now, english)).toBe("1 min ago");
    expect(formatRelative(now - 40_000, now, english)).toBe("now");
    expect(formatRelative(now + 7_200_000, now, english)).toBe("in 2 hr");
  });
});
