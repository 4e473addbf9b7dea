import type { DeadlineWhyFragment } from "#generated/graphql.ts";
import { startOfDay } from "#lib/i18n/zones.ts";

type Why = Pick<
  DeadlineWhyFragment,
  "startedAt" | "dueAt" | "projectedAt" | "timeZone" | "days" | "pauses" | "closedDays"
>;
export type WhyLine = { readonly key: string; readonly at: string } & (
  | { readonly kind: "started" | "due" | "projected" }
  | { readonly kind: "day"; readonly day: Why["days"][number] }
  | { readonly kind: "paused"; readonly pause: Why["pauses"][number] }
  | { readonly kind: "closed"; readonly closing: Why["closedDays"][number] }
);

/** How the due time came about, in the order of time: counted from, working time used, pauses, closed days, due. */
export function whyLines(why: Why, zone: string): WhyLine[] {
  const end = why.dueAt ?? why.projectedAt;
  const between: WhyLine[] = [
    ...why.days.map((day) => ({ kind: "day" as const, key: `day ${day.from}`, at: day.from, day })),
    ...why.pauses.map((pause) => ({ kind: "paused" as const, key: `pause ${pause.fromAt}`, at: pause.fromAt, pause })),
    ...why.closedDays.map((closing) => ({
      kind: "closed" as const,
      key: `closed ${closing.date}`,
      at: startOfDay(closing.date, why.timeZone ?? zone),
      closing,
    })),
  ];
  between.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [
    { kind: "started", key: "started", at: why.startedAt },
    ...between,
    ...(end ? [{ kind: why.dueAt ? ("due" as const) : ("projected" as const), key: "due", at: end }] : []),
  ];
}
