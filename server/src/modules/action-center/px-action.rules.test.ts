import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PxActionStatus } from "./px-action.enums.ts";
import { isOverdue, moves, moveTo, openStatuses, refusalOf, type Move, type MoveFacts } from "./px-action.rules.ts";

const statuses = Object.values(PxActionStatus);
const steps = Object.keys(moves) as Move[];
const facts = (overrides: Partial<MoveFacts> = {}): MoveFacts => ({
  status: PxActionStatus.OPEN,
  reason: "because",
  isEvidenceRequired: false,
  evidenceCount: 0,
  openCheckCount: 0,
  requestedById: "asker",
  actorId: "other",
  ...overrides,
});

describe("PX-5: the workflow", () => {
  const legal: Record<Move, PxActionStatus[]> = {
    START: [PxActionStatus.OPEN],
    PUT_BACK: [PxActionStatus.IN_PROGRESS],
    REQUEST_APPROVAL: [PxActionStatus.IN_PROGRESS],
    WITHDRAW: [PxActionStatus.PENDING_APPROVAL],
    APPROVE: [PxActionStatus.PENDING_APPROVAL],
    REJECT: [PxActionStatus.PENDING_APPROVAL],
    CANCEL: [PxActionStatus.OPEN, PxActionStatus.IN_PROGRESS, PxActionStatus.PENDING_APPROVAL],
  };
  for (const step of steps) {
    for (const status of statuses) {
      const isLegal = legal[step].includes(status);
      it(`PX-5: ${step} from ${status} is ${isLegal ? "possible" : "refused"}`, () => {
        const actorId = step === "WITHDRAW" ? "asker" : "other";
        expect(refusalOf(step, facts({ status, actorId }))).toBe(isLegal ? null : "ILLEGAL_STATUS");
      });
    }
  }

  it("PX-5: going back and giving up need a reason; blank is none", () => {
    for (const [step, status] of [
      ["PUT_BACK", "IN_PROGRESS"],
      ["REJECT", "PENDING_APPROVAL"],
      ["CANCEL", "OPEN"],
    ] as const) {
      for (const reason of [null, undefined, "", "  \n"]) {
        expect(refusalOf(step, facts({ status: PxActionStatus[status], reason }))).toBe("REASON_REQUIRED");
      }
    }
  });

  it("PX-5: only these changes of status have a way of their own", () => {
    const ways = statuses
      .flatMap((from) => statuses.map((to) => [from, to, moveTo(from, to)] as const))
      .filter(([, , step]) => step);
    expect(ways).toEqual([
      ["OPEN", "IN_PROGRESS", "START"],
      ["IN_PROGRESS", "OPEN", "PUT_BACK"],
      ["PENDING_APPROVAL", "IN_PROGRESS", "WITHDRAW"],
    ]);
  });

  it("PX-5, PX-6, PX-7: whatever is tried in whatever order, the end is the end, closed means evidence and four eyes", () => {
    const attempt = fc.record({
      step: fc.constantFrom(...steps),
      actorId: fc.constantFrom("a", "b", null),
      reason: fc.constantFrom("why", "", null),
      evidence: fc.nat(1),
      openCheckCount: fc.nat(1),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), fc.boolean(), (attempts, isEvidenceRequired) => {
        let status: PxActionStatus = PxActionStatus.OPEN;
        let requestedById: string | null = null;
        let evidenceCount = 0;
        for (const { step, actorId, reason, evidence, openCheckCount } of attempts) {
          evidenceCount = evidence;
          const said = { status, reason, isEvidenceRequired, evidenceCount, openCheckCount, requestedById, actorId };
          if (refusalOf(step, said)) continue;
          expect(openStatuses).toContain(status);
          if (step === "APPROVE") {
            expect(actorId).not.toBe(requestedById);
            expect(actorId).not.toBeNull();
            expect(!isEvidenceRequired || evidenceCount > 0).toBe(true);
            expect(openCheckCount).toBe(0);
          }
          status = moves[step].to;
          if (step === "REQUEST_APPROVAL") requestedById = actorId;
          if (step === "WITHDRAW" || step === "REJECT") requestedById = null;
        }
      }),
    );
  });
});

describe("PX-6, PX-7: closing", () => {
  it("PX-6: asks for evidence where it is required, when approval is asked for and when it is given", () => {
    const need = { isEvidenceRequired: true };
    expect(refusalOf("REQUEST_APPROVAL", facts({ ...need, status: PxActionStatus.IN_PROGRESS }))).toBe(
      "EVIDENCE_REQUIRED",
    );
    expect(
      refusalOf("REQUEST_APPROVAL", facts({ ...need, status: PxActionStatus.IN_PROGRESS, evidenceCount: 1 })),
    ).toBeNull();
    expect(refusalOf("APPROVE", facts({ ...need, status: PxActionStatus.PENDING_APPROVAL }))).toBe("EVIDENCE_REQUIRED");
  });

  it("PX-24: waits for the required items of the checklist, when approval is asked for and when it is given", () => {
    const open = { openCheckCount: 1, evidenceCount: 1 };
    const { IN_PROGRESS, PENDING_APPROVAL } = PxActionStatus;
    expect(refusalOf("REQUEST_APPROVAL", facts({ ...open, status: IN_PROGRESS }))).toBe("CHECKLIST_INCOMPLETE");
    expect(refusalOf("APPROVE", facts({ ...open, status: PENDING_APPROVAL }))).toBe("CHECKLIST_INCOMPLETE");
    expect(refusalOf("REJECT", facts({ ...open, status: PENDING_APPROVAL, reason: "why" }))).toBeNull();
  });

  it("PX-7: never lets the one who asked approve, nor somebody unknown", () => {
    const pending = { status: PxActionStatus.PENDING_APPROVAL };
    expect(refusalOf("APPROVE", facts({ ...pending, actorId: "asker" }))).toBe("FOUR_EYES");
    expect(refusalOf("APPROVE", facts({ ...pending, actorId: null, requestedById: null }))).toBe("FOUR_EYES");
    expect(refusalOf("APPROVE", facts(pending))).toBeNull();
    expect(refusalOf("WITHDRAW", facts(pending))).toBe("NOT_REQUESTER");
  });
});

describe("PX-9: overdue", () => {
  const dueAt = new Date("2026-11-23T10:00:00Z");
  const at = (ms: number) => new Date(dueAt.getTime() + ms);
  it("PX-9: begins after the deadline's moment and is said of open actions only", () => {
    expect([-1, 0, 1].map((ms) => isOverdue({ dueAt }, at(ms)))).toEqual([false, false, true]);
    expect(isOverdue({ dueAt, closedAt: at(5) }, at(10))).toBe(false);
    expect(isOverdue({ dueAt: null }, at(10))).toBe(false);
  });
});
