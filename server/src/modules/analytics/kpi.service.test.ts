import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildKpis, type KpiFacts } from "./kpi.service.ts";
import { KpiKey } from "./command-center.types.ts";
import { noSums, type RollupSums } from "./rollup.query.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const end = new Date("2026-03-10T09:00:00Z").getTime();
const since = (ms: number) => ({ from: new Date(end - ms), to: new Date(end) });

const sums: fc.Arbitrary<RollupSums> = fc
  .record({ sent: fc.nat(500), responded: fc.nat(500), scored: fc.nat(500), negative: fc.nat(500), mean: fc.nat(100) })
  .map(({ sent, responded, scored, negative, mean }) => ({
    ...noSums,
    sentCount: sent,
    respondedCount: Math.min(responded, sent),
    scoredCount: Math.min(scored, sent),
    scoreSum: Math.min(scored, sent) * mean,
    negativeCount: Math.min(negative, sent),
  }));
const counts = fc.record({ now: fc.nat(99), before: fc.nat(99) });
const facts = fc.record({
  byDay: fc.array(sums, { minLength: 1, maxLength: 14 }),
  previous: sums,
  // One row at most for each hour of the last seven days.
  hours: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 * 24 }), sums), {
    maxLength: 30,
    selector: ([hour]) => hour,
  }),
  dayBefore: sums,
  weekBefore: sums,
  open: counts,
  overdue: counts,
  complaints: fc.option(fc.record({ open: counts, overdue: counts })),
});

type Given = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;
const factsOf = ({ byDay, hours, open, overdue, ...rest }: Given): KpiFacts => ({
  ...rest,
  span: since(14 * dayMs),
  day: since(dayMs),
  week: since(7 * dayMs),
  byDay: byDay as KpiFacts["byDay"],
  hours: hours.map(([hour, row]) => ({ ...row, bucket: new Date(end - hour * hourMs) })) as KpiFacts["hours"],
  actions: { open, overdue } as KpiFacts["actions"],
  lane: [],
});
const tilesOf = (given: KpiFacts) => {
  const tiles = new Map(buildKpis(given, new Map()).map((tile) => [tile.key, tile]));
  return (key: KpiKey) => tiles.get(key) as NonNullable<ReturnType<typeof tiles.get>>;
};
const ofSpan = [KpiKey.SURVEYS_SENT, KpiKey.RESPONSE_RATE, KpiKey.SATISFACTION] as const;

describe("AN-7: a tile, its line and its comparison come from one definition", () => {
  it("AN-7: each point of the line is what the tile would say of that day alone", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const all = factsOf(given);
        const tile = tilesOf(all);
        for (const key of ofSpan)
          expect(tile(key).sparkline).toEqual(all.byDay.map((day) => tilesOf({ ...all, byDay: [day] })(key).value));
      }),
      { numRuns: 50 },
    );
  });

  it("AN-7: the comparison is what the tile would say of the time before", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const all = factsOf(given);
        const tile = tilesOf(all);
        const before = tilesOf({ ...all, byDay: [all.previous] as unknown as KpiFacts["byDay"] });
        for (const key of ofSpan) expect(tile(key).previousValue).toBe(before(key).value);
        const hour = (row: RollupSums) =>
          tilesOf({ ...all, hours: [{ ...row, bucket: new Date(end - hourMs) }] as KpiFacts["hours"] });
        expect(tile(KpiKey.NEGATIVE_SURVEYS_24H).previousValue).toBe(
          hour(all.dayBefore)(KpiKey.NEGATIVE_SURVEYS_24H).value,
        );
        expect(tile(KpiKey.NEGATIVE_SURVEYS_7D).previousValue).toBe(
          hour(all.weekBefore)(KpiKey.NEGATIVE_SURVEYS_7D).value,
        );
        const earlier = { open: { now: all.actions.open.before }, overdue: { now: all.actions.overdue.before } };
        const then = tilesOf({ ...all, actions: earlier as KpiFacts["actions"] });
        for (const key of [KpiKey.OPEN_ACTIONS, KpiKey.OVERDUE_ACTIONS])
          expect(tile(key).previousValue).toBe(then(key).value);
        const { complaints } = all;
        for (const key of [KpiKey.ACTIVE_COMPLAINTS, KpiKey.OVERDUE_COMPLAINTS]) {
          const isActive = key === KpiKey.ACTIVE_COMPLAINTS;
          expect(tile(key)?.value).toBe(complaints?.[isActive ? "open" : "overdue"].now);
          expect(tile(key)?.previousValue).toBe(complaints?.[isActive ? "open" : "overdue"].before);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("AN-7: the lines of counts add up to their tiles", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const tile = tilesOf(factsOf(given));
        for (const key of [KpiKey.SURVEYS_SENT, KpiKey.NEGATIVE_SURVEYS_24H, KpiKey.NEGATIVE_SURVEYS_7D])
          expect(tile(key).sparkline.reduce<number>((sum, point) => sum + (point ?? 0), 0)).toBe(tile(key).value);
      }),
      { numRuns: 50 },
    );
  });
});
