import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EscalationTarget, PxActionPriority } from "./px-action.enums.ts";
import { aroundTheClock, consumed, due, type Pause } from "./sla-clock.rules.ts";
import {
  chainOf,
  deadlineOf,
  levelAbove,
  levelDue,
  pickSlaRule,
  type ChainLevel,
  type SlaRuleFacts,
} from "./sla.rules.ts";

const start = new Date("2026-11-23T08:00:00Z");
const plus = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

describe("the clock", () => {
  const pauses = fc
    .array(fc.tuple(fc.integer({ min: -500, max: 3_000 }), fc.integer({ min: 1, max: 400 })), { maxLength: 6 })
    .map((spans): Pause[] => spans.map(([from, length]) => ({ from: plus(from), to: plus(from + length) })));

  it("consumed(a, b) + consumed(b, c) = consumed(a, c)", () => {
    fc.assert(
      fc.property(pauses, fc.nat(3_000), fc.nat(3_000), fc.nat(3_000), (spans, x, y, z) => {
        const [a, b, c] = [x, y, z].sort((p, q) => p - q).map(plus) as [Date, Date, Date];
        const of = (from: Date, to: Date) => consumed(aroundTheClock, from, to, spans);
        expect(of(a, b) + of(b, c)).toBe(of(a, c));
      }),
    );
  });

  it("due gives back the minutes that were asked for, and never comes earlier for a pause", () => {
    fc.assert(
      fc.property(pauses, fc.integer({ min: 0, max: 2_000 }), (spans, minutes) => {
        const at = due(aroundTheClock, start, minutes, spans);
        expect(consumed(aroundTheClock, start, at as Date, spans)).toBe(minutes * 60_000);
        expect((at as Date).getTime()).toBeGreaterThanOrEqual(plus(minutes).getTime());
      }),
    );
  });

  it("has no due time while a pause lasts, unless the time is used up before", () => {
    const open: Pause[] = [{ from: plus(30), to: null }];
    expect(due(aroundTheClock, start, 31, open)).toBeNull();
    expect(due(aroundTheClock, start, 30, open)).toEqual(plus(30));
    expect(due(aroundTheClock, plus(40), 1, open)).toBeNull();
  });
});

const rule = (id: string, overrides: Partial<SlaRuleFacts> = {}): SlaRuleFacts => ({
  id,
  hospitalId: null,
  departmentId: null,
  priority: PxActionPriority.HIGH,
  resolveMinutes: 60,
  reminderBeforeMinutes: 15,
  rank: 0,
  ...overrides,
});

describe("PX-8: the rule of a deadline", () => {
  const place = { hospitalId: "h", departmentPath: ["ward", "house"], priority: PxActionPriority.HIGH };
  const ward = rule("1", { hospitalId: "h", departmentId: "ward" });
  const house = rule("2", { hospitalId: "h", departmentId: "house" });
  const hospital = rule("3", { hospitalId: "h" });
  const group = rule("4");
  const strangers = [
    rule("5", { priority: PxActionPriority.LOW }),
    rule("6", { hospitalId: "other" }),
    rule("7", { hospitalId: "h", departmentId: "other" }),
  ];

  it("PX-8: takes the most specific: department, department above, hospital, group", () => {
    const all = [group, hospital, house, ward, ...strangers];
    expect(pickSlaRule(all, place)).toBe(ward);
    expect(
      pickSlaRule(
        all.filter((r) => r !== ward),
        place,
      ),
    ).toBe(house);
    expect(pickSlaRule([group, hospital, ...strangers], place)).toBe(hospital);
    expect(pickSlaRule([group, ...strangers], place)).toBe(group);
    expect(pickSlaRule(strangers, place)).toBeNull();
    expect(pickSlaRule(all, { ...place, departmentPath: [] })).toBe(hospital);
  });

  it("PX-8: among equals the rank decides, then the id; never the order of insertion", () => {
    const rivals = [rule("b", { rank: 2 }), rule("c", { rank: 1 }), rule("a", { rank: 1 })];
    fc.assert(
      fc.property(fc.shuffledSubarray(rivals, { minLength: 3 }), (shuffled) => {
        expect(pickSlaRule(shuffled, place)?.id).toBe("a");
      }),
    );
  });

  it("PX-8: reminds before the deadline, and never before the start", () => {
    expect(deadlineOf(start, rule("x"))).toEqual({ dueAt: plus(60), reminderAt: plus(45) });
    expect(deadlineOf(start, rule("x", { reminderBeforeMinutes: null })).reminderAt).toBeNull();
    expect(deadlineOf(start, rule("x", { reminderBeforeMinutes: 60 })).reminderAt).toBeNull();
  });
});

describe("PX-10: the escalation chain", () => {
  const level = (n: number, afterMinutes: number, hospitalId: string | null = null): ChainLevel => ({
    level: n,
    afterMinutes,
    hospitalId,
    target: EscalationTarget.PX_TEAM,
    isReassigning: false,
  });
  const chain = [level(1, 0), level(2, 60), level(3, 120)];
  const action = (escalationLevel: number) => ({ dueAt: start, escalationLevel });

  it("PX-10: a hospital's own levels replace the group's", () => {
    const levels = [...chain, level(2, 10, "h"), level(1, 5, "h")];
    expect(chainOf(levels, "h").map((l) => l.afterMinutes)).toEqual([5, 10]);
    expect(chainOf(levels, "other")).toEqual(chain);
  });

  it("PX-10: rises when a level's time has passed, once per level", () => {
    expect(levelDue(chain, action(0), start)).toBeNull();
    expect(levelDue(chain, action(0), plus(1))?.level).toBe(1);
    expect(levelDue(chain, action(1), plus(1))).toBeNull();
    expect(levelDue(chain, action(1), plus(61))?.level).toBe(2);
    expect(levelDue(chain, action(3), plus(9_999))).toBeNull();
  });

  it("PX-10: after an outage only the highest level that is due", () => {
    expect(levelDue(chain, action(0), plus(500))?.level).toBe(3);
  });

  it("PX-10: by hand to the next level, whatever the time", () => {
    expect([0, 1, 2, 3].map((n) => levelAbove(chain, n)?.level ?? null)).toEqual([1, 2, 3, null]);
  });
});
