import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Directory, mayWorkAt, type Member, Role } from "../accounts/index.ts";
import { ownerFor } from "./assignment.rules.ts";
import { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";
import { inOrder, pickRoutingRule, positionsAfterMove, type RoutingRuleFacts, verdictsOf } from "./routing.rules.ts";
import { bandProblem, pickTrigger, priorityOf } from "./trigger.rules.ts";

const rule = (id: string, position: number, overrides: Partial<RoutingRuleFacts> = {}): RoutingRuleFacts => ({
  id,
  position,
  isDefault: false,
  hospitalId: null,
  departmentId: null,
  source: null,
  stageCode: null,
  priority: null,
  target: RoutingTarget.PX_TEAM,
  userId: null,
  ...overrides,
});

describe("PX-3: routing rules", () => {
  const facts = {
    hospitalId: "h",
    departmentPath: ["lab", "diagnostics"],
    source: PxActionSource.STAGE_SURVEY,
    stageCode: "LAB",
    priority: PxActionPriority.HIGH,
  };
  const fallback = rule("z", 0, { isDefault: true });

  it("PX-3: tries them in order, and the default last whatever its position", () => {
    expect(pickRoutingRule([fallback, rule("b", 20), rule("a", 10)], facts)?.id).toBe("a");
    expect(pickRoutingRule([fallback], facts)?.id).toBe("z");
  });

  it("PX-3: says of each rule why it was chosen or not", () => {
    const rules = [
      fallback,
      rule("d", 40),
      rule("c", 30),
      rule("b", 20, { priority: PxActionPriority.LOW }),
      rule("a", 10, { departmentId: "x" }),
    ];
    expect(verdictsOf(rules, facts).map((one) => [one.rule.id, one.verdict])).toEqual([
      ["a", "OTHER_DEPARTMENT"],
      ["b", "OTHER_PRIORITY"],
      ["c", "CHOSEN"],
      ["d", "LATER"],
      ["z", "LATER"],
    ]);
  });

  it("PX-3: a moved rule stands where it was put, and the others keep their order", () => {
    const ids = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 5, maxLength: 5 }),
        fc.nat(4),
        fc.option(fc.nat(4)),
        (positions, moved, after) => {
          fc.pre(after !== moved);
          const rules = [...ids.map((id, index) => rule(id, positions[index] ?? 0)), fallback];
          const id = ids[moved] ?? "";
          const afterId = after === null ? null : (ids[after] ?? null);
          const next = positionsAfterMove(rules, id, afterId);
          const order = (list: readonly RoutingRuleFacts[]) => inOrder(list).map((one) => one.id);
          const result = order(rules.map((one) => ({ ...one, position: next.get(one.id) ?? one.position })));
          const rest = order(rules).filter((one) => one !== id);
          expect(result.filter((one) => one !== id)).toEqual(rest);
          expect(result.indexOf(id)).toBe(afterId === null ? 0 : result.indexOf(afterId) + 1);
          expect([...next.values()].every((position) => position >= 0)).toBe(true);
        },
      ),
    );
  });

  it("PX-3: each criterion narrows, and a department's rule holds for those below it", () => {
    const fitting: Partial<RoutingRuleFacts>[] = [
      { hospitalId: "h" },
      { departmentId: "lab" },
      { departmentId: "diagnostics" },
      { source: PxActionSource.STAGE_SURVEY },
      { stageCode: "LAB" },
      { priority: PxActionPriority.HIGH },
    ];
    const others: Partial<RoutingRuleFacts>[] = [
      { hospitalId: "x" },
      { departmentId: "x" },
      { source: PxActionSource.COMPLAINT },
      { stageCode: "x" },
      { priority: PxActionPriority.LOW },
    ];
    for (const criteria of fitting) expect(pickRoutingRule([fallback, rule("a", 1, criteria)], facts)?.id).toBe("a");
    for (const criteria of others) expect(pickRoutingRule([fallback, rule("a", 1, criteria)], facts)?.id).toBe("z");
  });

  it("PX-3: with the default there is always a rule, and never another one for another order of rows", () => {
    const any = fc.record({
      id: fc.uuid(),
      position: fc.nat(5),
      hospitalId: fc.constantFrom(null, "h", "x"),
      stageCode: fc.constantFrom(null, "LAB", "x"),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (r) => r.id }), fc.infiniteStream(fc.nat()), (given, random) => {
        const rules = [fallback, ...given.map(({ id, position, ...criteria }) => rule(id, position, criteria))];
        const shuffled = rules
          .map((r) => [random.next().value as number, r] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, r]) => r);
        const picked = pickRoutingRule(rules, facts);
        expect(picked).not.toBeNull();
        expect(pickRoutingRule(shuffled, facts)).toBe(picked);
      }),
    );
  });
});

const member = (userId: string, role: Role, at: Partial<Member> = {}): Member => ({
  userId,
  role,
  scopeType: "HOSPITAL",
  hospitalId: "h",
  departmentId: null,
  isWorker: role !== Role.EXECUTIVE,
  ...at,
});
const departmentMember = (userId: string, departmentId: string, role = Role.DEPARTMENT_MANAGER) =>
  member(userId, role, { scopeType: "DEPARTMENT", departmentId });
const department = (id: string, parentId: string | null = null, managerUserId: string | null = null) => ({
  id,
  parentId,
  managerUserId,
  hospitalId: "h",
});

const directory = (overrides: Partial<Directory> = {}): Directory => ({
  members: [
    departmentMember("ward-manager", "ward"),
    departmentMember("house-manager", "house"),
    member("coordinator", Role.PX_COORDINATOR),
    member("group-coordinator", Role.PX_COORDINATOR, { scopeType: "GROUP", hospitalId: null }),
    member("admin", Role.HOSPITAL_ADMIN),
    member("executive", Role.EXECUTIVE),
    departmentMember("nurse", "ward", Role.STAFF),
  ],
  departments: [department("ward", "house"), department("house")],
  openCounts: new Map(),
  ...overrides,
});
const without = (...gone: string[]): Directory => {
  const whole = directory();
  return { ...whole, members: whole.members.filter(({ userId }) => !gone.includes(userId)) };
};
const place = { hospitalId: "h", departmentId: "ward" };
const toManager = { target: RoutingTarget.DEPARTMENT_MANAGER, userId: null };

describe("PX-4: the owner of a new action", () => {
  it("PX-4: the named manager, else a holder of the role, else the nearest above, else the PX team, else nobody", () => {
    const named = directory({ departments: [department("ward", "house", "nurse"), department("house")] });
    expect(ownerFor(named, place, toManager)).toBe("nurse");
    expect(ownerFor(directory(), place, toManager)).toBe("ward-manager");
    expect(ownerFor(without("ward-manager"), place, toManager)).toBe("house-manager");
    expect(ownerFor(without("ward-manager", "house-manager"), place, toManager)).toBe("coordinator");
    expect(ownerFor(without("ward-manager", "house-manager", "coordinator"), place, toManager)).toBe(
      "group-coordinator",
    );
    expect(ownerFor(directory({ members: [] }), place, toManager)).toBeNull();
  });

  it("PX-4: a named manager without a right to work there is passed over", () => {
    const stranger = directory({ departments: [department("ward", "house", "stranger"), department("house")] });
    expect(ownerFor(stranger, place, toManager)).toBe("ward-manager");
  });

  it("PX-4: a named user who can't take it falls back to the department's manager", () => {
    expect(ownerFor(directory(), place, { target: RoutingTarget.USER, userId: "admin" })).toBe("admin");
    expect(ownerFor(without("admin"), place, { target: RoutingTarget.USER, userId: "admin" })).toBe("ward-manager");
  });

  it("PX-4: of several the one with the fewest open actions", () => {
    const two = directory({
      members: [member("a", Role.PX_COORDINATOR), member("b", Role.PX_COORDINATOR)],
      openCounts: new Map([
        ["a", 2],
        ["b", 1],
      ]),
    });
    expect(ownerFor(two, place, { target: RoutingTarget.PX_TEAM, userId: null })).toBe("b");
  });

  it("PX-4: works there who holds a working role over the place", () => {
    const who = [
      "ward-manager",
      "house-manager",
      "coordinator",
      "group-coordinator",
      "admin",
      "nurse",
      "executive",
      "nobody",
    ];
    expect(who.filter((id) => mayWorkAt(directory(), id, place))).toEqual(who.slice(0, 6));
    expect(who.filter((id) => mayWorkAt(directory(), id, { hospitalId: "x", departmentId: null }))).toEqual([
      "group-coordinator",
    ]);
    expect(mayWorkAt(directory(), "ward-manager", { hospitalId: "h", departmentId: "house" })).toBe(false);
  });
});

describe("PX-1, PX-2: triggers", () => {
  const bands = [
    { fromGap: 25, priority: PxActionPriority.HIGH },
    { fromGap: 0, priority: PxActionPriority.LOW },
    { fromGap: 45, priority: PxActionPriority.CRITICAL },
    { fromGap: 10, priority: PxActionPriority.MEDIUM },
  ];
  it.each([
    [59.9, "LOW"],
    [50.1, "LOW"],
    [50, "MEDIUM"],
    [35, "HIGH"],
    [15.1, "HIGH"],
    [15, "CRITICAL"],
    [0, "CRITICAL"],
    [-100, "CRITICAL"],
  ])("PX-2: %d below a threshold of 60 is %s", (score, priority) =>
    expect(priorityOf(bands, score, 60)).toBe(priority),
  );

  it("PX-2: a lower score never presses less", () => {
    const rank = Object.keys(PxActionPriority);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(rank.indexOf(priorityOf(bands, low, 100))).toBeGreaterThanOrEqual(
          rank.indexOf(priorityOf(bands, high, 100)),
        );
      }),
    );
  });

  it("PX-2: refuses bands that leave a score without a priority", () => {
    expect(bandProblem(bands)).toBeNull();
    expect(bandProblem([])).toBe("NO_FIRST_BAND");
    expect(bandProblem([{ fromGap: 5, priority: PxActionPriority.LOW }])).toBe("NO_FIRST_BAND");
    expect(bandProblem([...bands, { fromGap: 25, priority: PxActionPriority.LOW }])).toBe("SAME_GAP");
    expect(bandProblem([...bands, { fromGap: 201, priority: PxActionPriority.LOW }])).toBe("OUT_OF_RANGE");
  });

  it("PX-1: a hospital's own trigger beats the group's", () => {
    const group = { hospitalId: null, source: "STAGE_SURVEY" };
    const own = { hospitalId: "h", source: "STAGE_SURVEY" };
    expect(pickTrigger([group, own], "h", "STAGE_SURVEY")).toBe(own);
    expect(pickTrigger([group, own], "x", "STAGE_SURVEY")).toBe(group);
    expect(pickTrigger([group], "h", "COMPLAINT")).toBeNull();
  });
});
