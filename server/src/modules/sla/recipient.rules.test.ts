import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maySeeAt, Role, type Directory, type Member } from "../accounts/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import { ownerOrAbove, recipientOf, type Absences, type EscalationPlace } from "./recipient.rules.ts";
import { EscalationRecipient } from "./sla.enums.ts";

const member = (userId: string, role: Role): Member => ({
  userId,
  role,
  scopeType: "HOSPITAL",
  hospitalId: "h",
  departmentId: null,
  isWorker: role !== Role.EXECUTIVE,
});
const directory: Directory = {
  members: [
    member("px1", Role.PX_COORDINATOR),
    member("px2", Role.PX_COORDINATOR),
    member("admin", Role.HOSPITAL_ADMIN),
    member("chief", Role.EXECUTIVE),
  ],
  departments: [],
  openCounts: new Map(),
};
const level = (number: number, recipients: EscalationRecipient[], userId: string | null = null): ChainLevel => ({
  level: number,
  afterMinutes: 60 * number,
  recipients,
  userId,
  isOverridingQuietHours: false,
  isReassigning: false,
});
const { DEPARTMENT_MANAGER, PX_TEAM, HOSPITAL_ADMIN, EXECUTIVE, USER } = EscalationRecipient;
const levels = [level(1, [DEPARTMENT_MANAGER, PX_TEAM]), level(2, [HOSPITAL_ADMIN]), level(3, [EXECUTIVE])];

describe("SLA-9: whom a level tells", () => {
  const cases: [string, Partial<EscalationPlace>, [string, string | null][], string | null, string | null][] = [
    ["the first recipient that there is", {}, [], "px1", "DIRECT"],
    ["never the owner, unless the level names them", { ownerId: "px1" }, [], "px2", "DIRECT"],
    ["never whoever raises it by hand", { actorId: "px1" }, [], "px2", "DIRECT"],
    ["the stand-in of somebody away", {}, [["px1", "admin"]], "admin", "STAND_IN"],
    ["not a stand-in who raises it", { actorId: "admin" }, [["px1", "admin"]], "px2", "DIRECT"],
    [
      "not a stand-in who is away too",
      {},
      [
        ["px1", "admin"],
        ["admin", null],
      ],
      "px2",
      "DIRECT",
    ],
    ["not a stand-in without access", {}, [["px1", "gone"]], "px2", "DIRECT"],
    [
      "the next level when all are away",
      {},
      [
        ["px1", null],
        ["px2", null],
      ],
      "admin",
      "NEXT_LEVEL",
    ],
    [
      "nobody at all: the unroutable queue",
      {},
      ["px1", "px2", "admin", "chief"].map((id): [string, null] => [id, null]),
      null,
      null,
    ],
  ];
  it.each(cases)("%s", (_, facts, away, userId, via) => {
    const place = { hospitalId: "h", departmentId: null, ownerId: null, ...facts };
    const routed = recipientOf(directory, new Map(away) as Absences, place, levels, 1);
    expect(routed).toEqual(userId === null ? null : { userId, via });
  });

  it("a named user without access is passed over", () => {
    const named = [level(1, [USER], "gone"), level(2, [HOSPITAL_ADMIN])];
    const place = { hospitalId: "h", departmentId: null, ownerId: null };
    expect(recipientOf(directory, new Map(), place, named, 1)).toEqual({ userId: "admin", via: "NEXT_LEVEL" });
  });
});

describe("SLA-9: nobody is told of what they can't open", () => {
  const over = (name: string, role: Role, scopeType: Member["scopeType"], at: Partial<Member> = {}): Member => ({
    ...member(name, role),
    scopeType,
    ...at,
  });
  const inside = (userId: string, role: Role, departmentId: string) =>
    over(userId, role, "DEPARTMENT", { departmentId });
  const of = (id: string, parentId: string | null) => ({ id, parentId, hospitalId: "h", managerUserId: null });
  const all: Directory = {
    members: [
      inside("surgeryManager", Role.DEPARTMENT_MANAGER, "surgery"),
      inside("theatreNurse", Role.STAFF, "theatre"),
      inside("surgeryNurse", Role.STAFF, "surgery"),
      inside("labManager", Role.DEPARTMENT_MANAGER, "lab"),
      over("agent", Role.CALL_CENTER_AGENT, "HOSPITAL"),
      over("admin", Role.HOSPITAL_ADMIN, "HOSPITAL"),
      over("chief", Role.EXECUTIVE, "HOSPITAL"),
      over("chiefElsewhere", Role.EXECUTIVE, "HOSPITAL", { hospitalId: "other" }),
      over("groupChief", Role.EXECUTIVE, "GROUP", { hospitalId: null }),
    ],
    departments: [of("surgery", null), of("theatre", "surgery"), of("lab", null)],
    openCounts: new Map(),
  };
  const theatre: EscalationPlace = { hospitalId: "h", departmentId: "theatre", ownerId: null };
  const above = level(2, [HOSPITAL_ADMIN]);
  const people: [string, boolean][] = [
    ["theatreNurse", true],
    ["surgeryNurse", true],
    ["labManager", false],
    ["agent", false],
    ["chief", true],
    ["groupChief", true],
    ["chiefElsewhere", false],
  ];

  it.each(people)("%s named by the level, or standing in: %s", (userId, isTold) => {
    const named = recipientOf(all, new Map(), theatre, [level(1, [USER], userId), above], 1);
    expect(named).toEqual(isTold ? { userId, via: "DIRECT" } : { userId: "admin", via: "NEXT_LEVEL" });
    const away = new Map([["surgeryManager", userId]]);
    const standIn = recipientOf(all, away, theatre, [level(1, [DEPARTMENT_MANAGER]), above], 1);
    expect(standIn).toEqual(isTold ? { userId, via: "STAND_IN" } : { userId: "admin", via: "NEXT_LEVEL" });
  });

  it("the owner opens it wherever they work, their stand-in does not; SLA-20: who is to own it will", () => {
    const owned = { ...theatre, ownerId: "agent" };
    expect(ownerOrAbove(all, new Map(), owned, [above])).toEqual({ userId: "agent", via: "DIRECT" });
    expect(ownerOrAbove(all, new Map([["agent", "labManager"]]), owned, [above])?.via).toBe("NEXT_LEVEL");
    const reassigning = { ...level(1, [USER], "agent"), isReassigning: true };
    expect(recipientOf(all, new Map(), theatre, [reassigning, above], 1)?.userId).toBe("agent");
  });

  it("whoever is away, named and standing in: who is told owns it or sees the place", () => {
    const anybody = fc.constantFrom(...all.members.map(({ userId }) => userId), "gone");
    const department = fc.constantFrom("surgery", "theatre", "lab", null);
    const absences = fc.array(fc.tuple(anybody, fc.option(anybody)), { maxLength: 5 });
    const recipients = fc.subarray([DEPARTMENT_MANAGER, USER, EXECUTIVE, EscalationRecipient.OWNER], { minLength: 1 });
    fc.assert(
      fc.property(
        anybody,
        department,
        absences,
        recipients,
        fc.option(anybody),
        (named, departmentId, away, who, ownerId) => {
          const place = { hospitalId: "h", departmentId, ownerId };
          const routed = recipientOf(all, new Map(away), place, [level(1, who, named), above], 1);
          expect(!routed || routed.userId === ownerId || maySeeAt(all, routed.userId, place)).toBe(true);
        },
      ),
    );
  });
});
