import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./journey.rules.ts";
import { minutesLater, play, sampleEvent, sampleJourney, samplePlan, sampleStart } from "./journey.sample.ts";
import type { JourneyState } from "./journey.state.ts";
import { JourneyStatus, StageStatus } from "./journey.status.ts";

const never = () => {
  throw new Error("this event opens nothing");
};
const statuses = (journey: JourneyState | null) => journey?.stages.map((stage) => stage.status).join(" ");
const done = (journey: JourneyState | null) =>
  journey?.stages.filter((stage) => stage.status === StageStatus.COMPLETED).map((stage) => stage.plan.code) ?? [];

describe("journey rules", () => {
  it("JO-2: a code that nobody knows is ignored, with and without a journey", () => {
    expect(decide(null, sampleEvent("WHATEVER", 1), never).status).toBe("IGNORED");
    const journey = sampleJourney();
    expect(decide(journey, sampleEvent("WHATEVER", 1), never)).toMatchObject({ status: "IGNORED", journey });
  });

  it("JO-3: an opening event starts the journey, its first stage in progress since then", () => {
    const { journey, steps } = play([sampleEvent("CHECKED_IN", 3)]);
    expect(steps[0]).toMatchObject({ status: "PROCESSED", isOpened: true, flags: [] });
    expect(journey?.startedAt).toEqual(minutesLater(3));
    expect(statuses(journey)).toBe("IN_PROGRESS PENDING PENDING PENDING");
  });

  it("JO-3: an opening event for a journey that exists changes nothing and says ALREADY_OPEN", () => {
    const journey = sampleJourney();
    const step = decide(journey, sampleEvent("CHECKED_IN", 0), never);
    expect(step).toMatchObject({ status: "PROCESSED", isOpened: false, flags: ["ALREADY_OPEN"] });
    expect(step.journey).toEqual(journey);
  });

  it("JO-3, JO-4: an opening code that is a trigger too does both", () => {
    const plan = samplePlan(["CHECKED_IN", "LAB_DONE"]);
    const { journey, steps } = play([sampleEvent("CHECKED_IN", 0, {}, plan)], plan);
    expect(steps[0]?.completedStage?.plan.code).toBe("STAGE_1");
    expect(statuses(journey)).toBe("COMPLETED IN_PROGRESS");
  });

  it("JO-4: completes the first stage in order that waits for the code, at the time the event occurred", () => {
    const plan = samplePlan(["LAB_DONE", "VISITED", "LAB_DONE"]);
    const first = decide(sampleJourney(plan), sampleEvent("LAB_DONE", 5, { id: "event-1" }, plan), never);
    expect(first.completedStage).toMatchObject({
      plan: { position: 1 },
      completedAt: minutesLater(5),
      eventId: "event-1",
    });
    const second = decide(first.journey, sampleEvent("LAB_DONE", 9, {}, plan), never);
    expect(second.completedStage?.plan.position).toBe(3);
    const third = decide(second.journey, sampleEvent("LAB_DONE", 11, {}, plan), never);
    expect(third).toMatchObject({ status: "PROCESSED", completedStage: null, flags: ["NO_OPEN_STAGE"] });
  });

  it("JO-5: attaches physician and department; without a physician that is required it completes and is flagged", () => {
    const named = decide(
      sampleJourney(),
      sampleEvent("VISITED", 1, { physicianId: "physician", departmentId: "department" }),
      never,
    );
    expect(named.completedStage).toMatchObject({
      physicianId: "physician",
      departmentId: "department",
      isPhysicianMissing: false,
    });
    expect(named.journey?.departmentId).toBe("department");
    const plan = samplePlan(["VISITED"], { isPhysicianRequired: true });
    const missing = decide(sampleJourney(plan), sampleEvent("VISITED", 1), never);
    expect(missing).toMatchObject({
      flags: ["PHYSICIAN_MISSING"],
      completedStage: { status: "COMPLETED", physicianId: null, isPhysicianMissing: true },
    });
  });

  it("JO-6: a stage code of another kind of journey, and the same event once more, change nothing", () => {
    const foreign = sampleEvent("ADMITTED_TO_WARD", 1, {
      kinds: { isOpen: false, isClose: false, isCancel: false, isStage: true },
    });
    expect(decide(sampleJourney(), foreign, never)).toMatchObject({
      status: "PROCESSED",
      flags: ["NO_SUCH_STAGE"],
      completedStage: null,
    });
    const plan = samplePlan(["LAB_DONE", "LAB_DONE"]);
    const event = sampleEvent("LAB_DONE", 1, {}, plan);
    const again = decide(decide(sampleJourney(plan), event, never).journey, event, never);
    expect(again).toMatchObject({ flags: ["ALREADY_APPLIED"], completedStage: null });
  });

  it("JO-7: the first stage that is not completed is in progress, also when later ones are done", () => {
    const { journey } = play([sampleEvent("CHECKED_IN", 0), sampleEvent("RAD_DONE", 2), sampleEvent("VISITED", 4)]);
    expect(statuses(journey)).toBe("COMPLETED IN_PROGRESS COMPLETED PENDING");
    expect(journey?.stages[1]?.startedAt).toEqual(minutesLater(4));
  });

  it("JO-8: the last stage completes the journey", () => {
    const codes = ["VISITED", "LAB_DONE", "RAD_DONE", "DISPENSED"];
    const { journey, steps } = play([
      sampleEvent("CHECKED_IN", 0),
      ...codes.map((code, i) => sampleEvent(code, i + 1)),
    ]);
    expect(journey).toMatchObject({ status: JourneyStatus.COMPLETED, closedAt: minutesLater(4) });
    expect(steps.map((step) => step.isCompleted)).toEqual([false, false, false, false, true]);
  });

  it("JO-9: a close skips what is left; closing again changes nothing", () => {
    const { journey } = play([sampleEvent("CHECKED_IN", 0), sampleEvent("LAB_DONE", 1), sampleEvent("CLOSED", 9)]);
    expect(journey).toMatchObject({ status: JourneyStatus.CLOSED, closedAt: minutesLater(9) });
    expect(statuses(journey)).toBe("SKIPPED COMPLETED SKIPPED SKIPPED");
    expect(decide(journey, sampleEvent("CLOSED", 12), never)).toMatchObject({
      flags: ["ALREADY_CLOSED"],
      isClosed: false,
    });
  });

  it("JO-9, JO-17: the closing codes of the journey's own version close it", () => {
    const step = decide(sampleJourney(), sampleEvent("LEFT", 2), never);
    expect(step).toMatchObject({ status: "PROCESSED", isClosed: true });
  });

  it("JO-10: a stage event after the close completes its stage as late; when none is left the journey is completed", () => {
    const closed = play([
      sampleEvent("CHECKED_IN", 0),
      sampleEvent("VISITED", 1),
      sampleEvent("LAB_DONE", 2),
      sampleEvent("RAD_DONE", 3),
      sampleEvent("CLOSED", 9),
    ]);
    const late = decide(closed.journey, sampleEvent("DISPENSED", 4), never);
    expect(late).toMatchObject({
      flags: ["LATE"],
      completedStage: { isLate: true, completedAt: minutesLater(4) },
      isCompleted: true,
    });
    expect(late.journey).toMatchObject({ status: JourneyStatus.COMPLETED, closedAt: minutesLater(9) });
  });

  it("JO-11: a cancelled journey keeps what was done, and nothing happens to it any more", () => {
    const { journey, steps } = play([
      sampleEvent("CHECKED_IN", 0),
      sampleEvent("VISITED", 1),
      sampleEvent("CANCELLED", 2),
    ]);
    expect(steps.at(-1)?.isCancelled).toBe(true);
    expect(journey?.status).toBe(JourneyStatus.CANCELLED);
    expect(statuses(journey)).toBe("COMPLETED SKIPPED SKIPPED SKIPPED");
    for (const [code, flag] of [
      ["LAB_DONE", "JOURNEY_CANCELLED"],
      ["CHECKED_IN", "JOURNEY_CANCELLED"],
      ["CLOSED", "JOURNEY_CANCELLED"],
      ["CANCELLED", "ALREADY_CANCELLED"],
    ] as const) {
      const step = decide(journey, sampleEvent(code, 3), never);
      expect(step).toMatchObject({ status: "PROCESSED", flags: [flag], completedStage: null });
      expect(step.journey?.stages).toEqual(journey?.stages);
    }
  });

  it("JO-12: without a journey, events that know their place wait for it", () => {
    for (const code of ["VISITED", "CLOSED", "CANCELLED"]) {
      expect(decide(null, sampleEvent(code, 1), never), code).toMatchObject({ status: "UNMATCHED", journey: null });
    }
  });

  const codes = ["CHECKED_IN", "VISITED", "LAB_DONE", "RAD_DONE", "DISPENSED", "CLOSED", "LAB_DONE", "CHECKED_IN"];
  const someEvents = fc
    .subarray(codes.slice(1), { minLength: 1 })
    .map((chosen) => [sampleEvent("CHECKED_IN", 0), ...chosen.map((code, i) => sampleEvent(code, i + 1))]);

  it("JO-12: any order of arrival leads to the same completed stages and the same status", () => {
    fc.assert(
      fc.property(
        someEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([inOrder, shuffled]) => {
          const [expected, actual] = [play(inOrder).journey, play(shuffled).journey];
          expect(done(actual)).toEqual(done(expected));
          expect(actual?.status).toBe(expected?.status);
          expect(actual?.lastEventAt).toEqual(expected?.lastEventAt);
        },
      ),
    );
  });

  it("JO-20: every event twice, in any order, does what each does once", () => {
    fc.assert(
      fc.property(
        someEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        ([once, twice]) => {
          expect(done(play(twice).journey)).toEqual(done(play(once).journey));
          const completions = play(twice).steps.filter((step) => step.completedStage !== null);
          expect(completions.length).toBe(done(play(once).journey).length);
        },
      ),
    );
  });

  it("JO-4: a completed stage never changes again, whatever follows", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...codes, "CANCELLED", "WHATEVER"), { maxLength: 12 }), (following) => {
        let journey: JourneyState | null = sampleJourney();
        for (const [i, code] of following.entries()) {
          const before: JourneyState | null = journey;
          journey = decide(journey, sampleEvent(code, i), never).journey;
          for (const [at, stage] of (before?.stages ?? []).entries()) {
            if (stage.status === StageStatus.COMPLETED) expect(journey?.stages[at]).toBe(stage);
          }
        }
        const inProgress = journey?.stages.filter((stage) => stage.status === StageStatus.IN_PROGRESS).length;
        expect(inProgress).toBe(journey?.status === JourneyStatus.ACTIVE ? 1 : 0);
        expect(journey?.startedAt).toEqual(sampleStart);
      }),
    );
  });
});
