import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOverdue } from "../sla/index.ts";
import { ComplaintStatus } from "./complaint.enums.ts";
import {
  complaintMoves,
  dissatisfactionRate,
  moveTo,
  placeCategory,
  refusalOf,
  type CategoryNode,
  type ComplaintMove,
  type ComplaintMoveFacts,
} from "./complaint.rules.ts";

const { OPEN, IN_PROGRESS, RESOLVED, CLOSED } = ComplaintStatus;
const all = Object.values(ComplaintStatus);
const facts = (given: Partial<ComplaintMoveFacts> = {}): ComplaintMoveFacts => ({
  status: OPEN,
  reason: "because",
  isEvidenceRequired: false,
  attachmentCount: 0,
  isFourEyes: true,
  resolvedById: "resolver",
  actorId: "closer",
  isMerged: false,
  ...given,
});

describe("the workflow of complaints", () => {
  const ways: readonly [ComplaintMove, ComplaintStatus[], ComplaintStatus][] = [
    ["START", [OPEN], IN_PROGRESS],
    ["PUT_BACK", [IN_PROGRESS], OPEN],
    ["RESOLVE", [IN_PROGRESS], RESOLVED],
    ["SEND_BACK", [RESOLVED], IN_PROGRESS],
    ["CLOSE", [RESOLVED], CLOSED],
    ["REOPEN", [CLOSED], IN_PROGRESS],
  ];
  it.each(ways)("CM-5 %s is possible from %j only, and leads to %s", (move, from, to) => {
    expect(complaintMoves[move].to).toBe(to);
    for (const status of all) {
      expect(refusalOf(move, facts({ status }))).toBe(from.includes(status) ? null : "ILLEGAL_STATUS");
    }
  });

  it("CM-5 a status can be set where a step of the work leads there; resolving, closing and reopening can't", () => {
    const found = all.flatMap((from) => all.flatMap((to) => moveTo(from, to) ?? []));
    expect(found.toSorted()).toEqual(["PUT_BACK", "SEND_BACK", "START"]);
  });

  it.each<[ComplaintMove, ComplaintStatus]>([
    ["PUT_BACK", IN_PROGRESS],
    ["RESOLVE", IN_PROGRESS],
    ["SEND_BACK", RESOLVED],
    ["REOPEN", CLOSED],
  ])("CM-5 %s has to be explained", (move, status) => {
    for (const reason of [undefined, null, "", "  \n"]) {
      expect(refusalOf(move, facts({ status, reason }))).toBe("REASON_REQUIRED");
    }
  });

  it("CM-7 who resolved it does not close it where four eyes are wanted; somebody unknown is not somebody else", () => {
    const close = (given: Partial<ComplaintMoveFacts>) => refusalOf("CLOSE", facts({ status: RESOLVED, ...given }));
    expect(close({ actorId: "resolver" })).toBe("FOUR_EYES");
    expect(close({ actorId: null })).toBe("FOUR_EYES");
    expect(close({ actorId: "closer" })).toBeNull();
    expect(close({ actorId: "resolver", isFourEyes: false })).toBeNull();
  });

  it("CM-8 where evidence is wanted, resolving needs a file", () => {
    const resolve = (attachmentCount: number) =>
      refusalOf("RESOLVE", facts({ status: IN_PROGRESS, isEvidenceRequired: true, attachmentCount }));
    expect(resolve(0)).toBe("EVIDENCE_REQUIRED");
    expect(resolve(1)).toBeNull();
  });

  it("CM-16 nothing more happens to what was merged", () => {
    for (const [move, [status]] of ways) expect(refusalOf(move, facts({ status, isMerged: true }))).toBe("MERGED");
  });
});

describe("overdue", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));
  it.each([
    ["before the deadline", at(12), at(11), false],
    ["at the very moment", at(12), at(12), false],
    ["after it", at(12), at(13), true],
    ["without a deadline", null, at(20), false],
  ])("CM-9 %s", (_, dueAt, now, expected) => {
    expect(isOverdue({ dueAt }, now)).toBe(expected);
  });

  it("CM-9 what is closed is not overdue any more", () => {
    expect(isOverdue({ dueAt: at(1), closedAt: at(3) }, at(4))).toBe(false);
  });
});

describe("the tree of categories", () => {
  const node = (id: string, parentId: string | null, level: number): CategoryNode => ({ id, parentId, level });
  const tree = [node("a", null, 1), node("b", "a", 2), node("c", "b", 3), node("d", "c", 4), node("x", null, 1)];
  it.each([
    ["a new one at the top", null, null, { level: 1 }],
    ["a new one below the third", null, "c", { level: 4 }],
    ["nothing below the fourth", null, "d", { refusal: "TOO_DEEP" }],
    ["not below itself", "b", "b", { refusal: "CYCLE" }],
    ["not below its own child", "b", "d", { refusal: "CYCLE" }],
    ["not where its children would be too deep", "a", "x", { refusal: "TOO_DEEP" }],
    ["up, with its children", "b", null, { level: 1 }],
    ["to another branch", "c", "x", { level: 2 }],
  ])("CM-3 %s", (_, id, parentId, expected) => {
    expect(placeCategory(tree, id, parentId)).toEqual(expected);
  });

  it("CM-3 whatever is moved, no node ends below itself nor deeper than four", () => {
    const indexes = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 });
    fc.assert(
      fc.property(indexes, (steps) => {
        let nodes: CategoryNode[] = Array.from({ length: 12 }, (_, i) => node(String(i), null, 1));
        for (const [id, parent] of steps) {
          const parentId = parent === 0 ? null : String(parent);
          const placed = placeCategory(nodes, String(id), parentId);
          if ("refusal" in placed) continue;
          nodes = nodes.map((each) => (each.id === String(id) ? { ...each, parentId } : each));
          nodes = nodes.map((each) => ({ ...each, level: depth(nodes, each) }));
          expect(nodes.find((each) => each.id === String(id))?.level).toBe(placed.level);
        }
        for (const each of nodes) expect(depth(nodes, each)).toBeLessThanOrEqual(4);
      }),
    );
  });
});

function depth(nodes: readonly CategoryNode[], of: CategoryNode): number {
  let count = 1;
  for (let up = of.parentId; up !== null; up = nodes.find((each) => each.id === up)?.parentId ?? null) {
    count += 1;
    if (count > nodes.length) throw new Error("a cycle");
  }
  return count;
}

it("CM-17 nobody answered is no rate of 0", () => {
  expect(dissatisfactionRate(0, 0)).toBeNull();
  expect(dissatisfactionRate(8, 2)).toBe(25);
});
