import type { Random } from "../random.ts";
import { dayMs, hourMs, minuteMs, plus, weekdayOf } from "./clock.ts";

export type DemoJourneyType = "OPD" | "INPATIENT" | "EMS";

/** Sunday to Saturday. The week's work is done Sunday to Thursday; on Friday only emergencies and births keep their pace. */
const weekdays: Readonly<Record<DemoJourneyType, readonly number[]>> = {
  OPD: [1.25, 1.15, 1.1, 1.1, 0.95, 0.18, 0.75],
  INPATIENT: [1.2, 1.1, 1.1, 1, 0.85, 0.5, 0.75],
  EMS: [0.95, 0.9, 0.95, 0.95, 1.1, 1.15, 1],
};

/** By hour of the day: clinics in the morning and again after the Asr prayer; emergencies peak in the evening. */
const hours: Readonly<Record<DemoJourneyType, readonly number[]>> = {
  OPD: [0, 0, 0, 0, 0, 0, 0, 1, 6, 9, 9, 7, 4, 3, 3, 4, 8, 9, 8, 6, 4, 1, 0, 0],
  INPATIENT: [0.3, 0.2, 0.2, 0.2, 0.2, 0.5, 1, 3, 6, 7, 6, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 1, 1, 0.5],
  EMS: [3, 2, 2, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 3, 3, 4, 4, 5, 6, 6, 6, 6, 5, 4],
};

export const journeyMix: readonly (readonly [DemoJourneyType, number])[] = [
  ["OPD", 81],
  ["INPATIENT", 11],
  ["EMS", 8],
];

export const weightOfDay = (type: DemoJourneyType, day: Date): number => weekdays[type][weekdayOf(day)] ?? 1;

/** How much busier than an average hour of its kind. */
export function rush(type: DemoJourneyType, hour: number): number {
  const all = hours[type];
  return (
    (all[Math.floor(hour)] ?? 0) / (all.reduce((sum, each) => sum + each, 0) / all.filter((each) => each > 0).length)
  );
}

export const drawStart = (random: Random, type: DemoJourneyType, dayStart: Date): Date =>
  plus(
    dayStart,
    random.weighted(hours[type].map((weight, hour) => [hour, weight] as const)) * hourMs +
      random.between(0, 60) * minuteMs,
  );

/**
 * How many encounters begin on each of the last days, today included, summing to about `total`: more on working days, and
 * some growth over the months. Today counts whole; what lies ahead has simply not happened yet.
 */
export function encountersPerDay(
  type: DemoJourneyType,
  total: number,
  firstDay: Date,
  days: number,
): { day: Date; count: number }[] {
  const rows = Array.from({ length: days }, (_, i) => {
    const day = plus(firstDay, i * dayMs);
    return { day, weight: weightOfDay(type, day) * (0.92 + (0.16 * i) / days) };
  });
  const sum = rows.reduce((all, row) => all + row.weight, 0);
  let owed = 0;
  return rows.map(({ day, weight }) => {
    owed += (total * weight) / sum;
    const count = Math.floor(owed);
    owed -= count;
    return { day, count };
  });
}
