import { describe, expect, it } from "vitest";
import { addDays, localDateOf, startOfDay } from "./zones.ts";

describe("days of the hospital", () => {
  it("starts the Riyadh day three hours before UTC", () => {
    expect(startOfDay("2026-11-23", "Asia/Riyadh")).toBe("2026-11-22T21:00:00.000Z");
    expect(localDateOf(Date.parse("2026-11-22T21:00:00Z"), "Asia/Riyadh")).toBe("2026-11-23");
    expect(localDateOf(Date.parse("2026-11-22T20:59:59Z"), "Asia/Riyadh")).toBe("2026-11-22");
  });

  it("knows daylight saving where there is one", () => {
    expect(startOfDay("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
    expect(startOfDay("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
  });

  it("counts days over the end of a month and a year", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });
});
