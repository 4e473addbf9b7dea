import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDay, type ScheduleOptions } from "./schedule.ts";

const given = (overrides: Partial<ScheduleOptions> = {}): ScheduleOptions => ({
  rate: 2,
  minutes: 2,
  duplicates: 0.05,
  disorder: 0.1,
  seed: 1,
  runId: "run",
  ...overrides,
});

const options = fc.record({
  rate: fc.double({ min: 0.2, max: 20, noNaN: true }),
  minutes: fc.double({ min: 0.1, max: 3, noNaN: true }),
  duplicates: fc.double({ min: 0, max: 1, noNaN: true }),
  disorder: fc.double({ min: 0, max: 1, noNaN: true }),
  seed: fc.nat(),
  runId: fc.constant("run"),
});

const check = (property: fc.IProperty<[ScheduleOptions]>) => fc.assert(property, { numRuns: 40 });

describe("F5.5 the simulator's day", () => {
  it("has rate × minutes events, sent in order of time, and within the time but for late ones and repetitions", () => {
    check(
      fc.property(options, (each) => {
        const plan = planDay(each);
        const first = plan.filter(({ isRepetition }) => !isRepetition);
        const count = Math.max(1, Math.round(each.rate * each.minutes * 60));
        expect(first).toHaveLength(count);
        expect(plan.every(({ sendAt }, i) => i === 0 || sendAt >= (plan[i - 1]?.sendAt ?? 0))).toBe(true);
        expect(Math.max(...plan.map(({ happenedAt }) => happenedAt))).toBeLessThan((count * 1_000) / each.rate);
      }),
    );
  });

  it("numbers each event once; a repetition is the same event again, later", () => {
    check(
      fc.property(options, (each) => {
        const byId = Map.groupBy(planDay(each), ({ event }) => event.event_id);
        for (const [one, ...others] of byId.values()) {
          expect(one?.isRepetition).toBe(false);
          for (const other of others) expect(other).toMatchObject({ isRepetition: true, event: one?.event });
        }
      }),
    );
  });

  it("nothing is sent before it happened; without disorder everything is sent when it happens", () => {
    check(
      fc.property(options, (each) => {
        expect(planDay(each).every(({ sendAt, happenedAt }) => sendAt >= happenedAt)).toBe(true);
        const orderly = planDay({ ...each, disorder: 0 });
        expect(orderly.every(({ sendAt, happenedAt, isRepetition }) => isRepetition || sendAt === happenedAt)).toBe(
          true,
        );
      }),
    );
  });

  it("every encounter begins with an opening event and keeps the order of its stages", () => {
    check(
      fc.property(options, (each) => {
        for (const events of Map.groupBy(planDay(each), ({ event }) => event.encounter_id).values()) {
          const inOrder = events.toSorted((a, b) => a.happenedAt - b.happenedAt);
          expect(["OPD_CHECKED_IN", "ADMITTED", "EMS_DISPATCHED"]).toContain(inOrder[0]?.event.event_code);
          expect(new Set(events.map(({ event }) => event.patient_identifier)).size).toBe(1);
          expect(new Set(events.map(({ event }) => event.hospital_code)).size).toBe(1);
        }
      }),
    );
  });

  it("makes the asked shares of repetitions and disorder, the same for the same seed", () => {
    const plan = planDay(given({ minutes: 20, duplicates: 0.2, disorder: 0.3 }));
    const first = plan.filter(({ isRepetition }) => !isRepetition);
    expect((plan.length - first.length) / first.length).toBeCloseTo(0.2, 1);
    const late = first.filter(({ sendAt, happenedAt }) => sendAt > happenedAt).length;
    // The last event of an encounter has no successor to come behind.
    expect(late / first.length).toBeGreaterThan(0.18);
    expect(late / first.length).toBeLessThan(0.3);
    expect(planDay(given())).toEqual(planDay(given()));
    expect(planDay(given({ seed: 2 }))).not.toEqual(planDay(given()));
  });

  it("has encounters from check-in to their end within a few minutes", () => {
    const plan = planDay(given({ minutes: 5, disorder: 0, duplicates: 0 }));
    const ended = new Set(
      plan
        .filter(({ event }) => ["VISIT_CLOSED", "DISCHARGED", "VISIT_CANCELLED"].includes(event.event_code))
        .map(({ event }) => event.encounter_id),
    );
    const all = new Set(plan.map(({ event }) => event.encounter_id));
    expect(ended.size / all.size).toBeGreaterThan(0.5);
  });
});
