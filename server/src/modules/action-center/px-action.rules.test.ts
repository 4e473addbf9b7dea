import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PxActionStatus } from "./px-action.enums.ts";
import { isOverdue } from "../sla/index.ts";
import { moves, moveTo, openStatuses, refusalsOf, type Move, type MoveFacts } from "./px-action.rules.ts";

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
        expect(refusalsOf(step, facts({ status, actorId }))).toEqual(isLegal ? [] : ["ILLEGAL_STATUS"]);
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
        expect(refusalsOf(step, facts({ status: PxActionStatus[status], reason }))).toEqual(["REASON_REQUIRED"]);
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
          if (refusalsOf(step, said).length > 0) continue;
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
    expect(refusalsOf("REQUEST_APPROVAL", facts({ ...need, status: PxActionStatus.IN_PROGRESS }))).toEqual([
      "EVIDENCE_REQUIRED",
    ]);
    expect(
      refusalsOf("REQUEST_APPROVAL", facts({ ...need, status: PxActionStatus.IN_PROGRESS, evidenceCount: 1 })),
    ).toEqual([]);
    expect(refusalsOf("APPROVE", facts({ ...need, status: PxActionStatus.PENDING_APPROVAL }))).toEqual([
      "EVIDENCE_REQUIRED",
    ]);
  });

  it("PX-24: waits for the required items of the checklist, when approval is asked for and when it is given", () => {
    const open = { openCheckCount: 1, evidenceCount: 1 };
    const { IN_PROGRESS, PENDING_APPROVAL } = PxActionStatus;
    expect(refusalsOf("REQUEST_APPROVAL", facts({ ...open, status: IN_PROGRESS }))).toEqual(["CHECKLIST_INCOMPLETE"]);
    expect(refusalsOf("APPROVE", facts({ ...open, status: PENDING_APPROVAL }))).toEqual(["CHECKLIST_INCOMPLETE"]);
    expect(refusalsOf("REJECT", facts({ ...open, status: PENDING_APPROVAL, reason: "why" }))).toEqual([]);
  });

  it("PX-25: says all that stands against it at once; from a status without such a way nothing else", () => {
    const bare = { isEvidenceRequired: true, openCheckCount: 2, actorId: "asker" };
    const { IN_PROGRESS, PENDING_APPROVAL, OPEN } = PxActionStatus;
    const proof = ["EVIDENCE_REQUIRED", "CHECKLIST_INCOMPLETE"];
    expect(refusalsOf("REQUEST_APPROVAL", facts({ ...bare, status: IN_PROGRESS }))).toEqual(proof);
    expect(refusalsOf("APPROVE", facts({ ...bare, status: PENDING_APPROVAL }))).toEqual([...proof, "FOUR_EYES"]);
    expect(refusalsOf("REQUEST_APPROVAL", facts({ ...bare, status: OPEN }))).toEqual(["ILLEGAL_STATUS"]);
  });

  it("PX-7: never lets the one who asked approve, nor somebody unknown", () => {
    const pending = { status: PxActionStatus.PENDING_APPROVAL };
    expect(refusalsOf("APPROVE", facts({ ...pending, actorId: "asker" }))).toEqual(["FOUR_EYES"]);
    expect(refusalsOf("APPROVE", facts({ ...pending, actorId: null, requestedById: null }))).toEqual(["FOUR_EYES"]);
    expect(refusalsOf("APPROVE", facts(pending))).toEqual([]);
    expect(refusalsOf("WITHDRAW", facts(pending))).toEqual(["NOT_REQUESTER"]);
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
