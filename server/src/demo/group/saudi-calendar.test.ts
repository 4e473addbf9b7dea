import { expect, it } from "vitest";
import { hoursProblem } from "../../modules/sla/calendar.rules.ts";
import { dueAfter } from "../../modules/sla/duration.rules.ts";
import { saudiHours } from "./saudi-calendar.ts";

const riyadh = (text: string) => new Date(`${text}+03:00`);

it("A13, F8.5: the Saudi week knows Ramadan, both feasts and the national days, all to be confirmed", () => {
  const hours = saudiHours(new Date("2026-11-25T12:00:00Z"));
  expect(hoursProblem(hours)).toBeNull();
  const ofYear = (name: string) =>
    [...hours.overrides, ...hours.holidays].find(({ nameEn, from }) => nameEn === name && from.startsWith("2026"));
  expect(ofYear("Ramadan hours")).toMatchObject({ from: "2026-02-18", to: "2026-03-19", isToBeConfirmed: true });
  expect(ofYear("Eid al-Fitr")).toMatchObject({ from: "2026-03-20", to: "2026-03-23", isToBeConfirmed: true });
  expect(ofYear("Eid al-Adha")).toMatchObject({ from: "2026-05-26", to: "2026-05-30", isToBeConfirmed: true });
  expect(ofYear("National Day")).toMatchObject({ from: "2026-09-23", to: "2026-09-23", isToBeConfirmed: true });
  // Five hours a day in Ramadan, then the feast: Wednesday 14:00 and two hours more.
  const due = dueAfter(hours, riyadh("2026-03-19T14:00"), { amount: 120, unit: "MINUTES" }, []);
  expect(due).toEqual(riyadh("2026-03-24T09:00"));
});
