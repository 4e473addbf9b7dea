import { describe, expect, it } from "vitest";
import { Role, type Directory, type Member } from "../accounts/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import { recipientOf, type Absences, type EscalationPlace } from "./recipient.rules.ts";
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
