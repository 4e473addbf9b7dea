import { describe, expect, it } from "vitest";
import { whyLines } from "./why-lines.ts";

const day = (date: string, from: string, to: string, usedMinutes: number) => ({
  date,
  from: `${date}T${from}:00.000Z`,
  to: `${date}T${to}:00.000Z`,
  usedMinutes,
  nameEn: null,
  nameAr: null,
});
const pause = {
  reason: "WAITING_FOR_COMPLAINANT" as const,
  note: null,
  fromAt: "2026-09-22T08:00:00.000Z",
  untilAt: "2026-09-22T10:00:00.000Z",
  actorLabel: "Amal",
};

describe("why a deadline is what it is", () => {
  const why = {
    startedAt: "2026-09-22T06:00:00.000Z",
    dueAt: "2026-09-24T07:00:00.000Z",
    projectedAt: null,
    timeZone: "Asia/Riyadh",
    days: [day("2026-09-22", "06:00", "14:00", 360), day("2026-09-24", "05:00", "07:00", 120)],
    pauses: [pause],
    closedDays: [{ date: "2026-09-23", nameEn: "National Day", nameAr: "اليوم الوطني" }],
  };

  it("is told line by line in the order of time: start, working time, pause, holiday, due", () => {
    expect(whyLines(why, "UTC").map(({ kind, at }) => [kind, at])).toEqual([
      ["started", "2026-09-22T06:00:00.000Z"],
      ["day", "2026-09-22T06:00:00.000Z"],
      ["paused", "2026-09-22T08:00:00.000Z"],
      ["closed", "2026-09-22T21:00:00.000Z"],
      ["day", "2026-09-24T05:00:00.000Z"],
      ["due", "2026-09-24T07:00:00.000Z"],
    ]);
  });

  it("ends with what it would be if work went on now while it stands still", () => {
    const standing = { ...why, dueAt: null, projectedAt: "2026-09-24T09:00:00.000Z" };
    expect(whyLines(standing, "UTC").at(-1)).toMatchObject({ kind: "projected", at: "2026-09-24T09:00:00.000Z" });
  });
});
