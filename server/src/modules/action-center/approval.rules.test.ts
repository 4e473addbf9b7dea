import { describe, expect, it } from "vitest";
import { Role, type Directory, type Member } from "../accounts/index.ts";
import { approversFor } from "./approval.rules.ts";

const approves = (userId: string, role: Role, at: Partial<Member> = {}): Member => ({
  userId,
  role,
  scopeType: "HOSPITAL",
  hospitalId: "h",
  departmentId: null,
  isWorker: true,
  ...at,
});
const group = { scopeType: "GROUP", hospitalId: null } as const;
const px1 = approves("px1", Role.PX_COORDINATOR);
const px2 = approves("px2", Role.PX_COORDINATOR);
const pxGroup = approves("pxGroup", Role.PX_COORDINATOR, group);
const pxWard = approves("pxWard", Role.PX_COORDINATOR, { scopeType: "DEPARTMENT", departmentId: "ward" });
const pxElsewhere = approves("pxElsewhere", Role.PX_COORDINATOR, { hospitalId: "other" });
const admin = approves("admin", Role.PX_ADMIN, group);
const chief = approves("chief", Role.EXECUTIVE, { isWorker: false });

describe("PX-28: who is asked for an approval", () => {
  const cases: [string, Member[], [string, string | null][], string, string[]][] = [
    ["the whole team of the hospital, without who asks", [px1, px2, pxGroup, admin], [], "px1", ["px2"]],
    ["else the team of the group", [px1, pxGroup, admin, pxElsewhere], [], "px1", ["pxGroup"]],
    ["else others who may approve there", [px1, admin, pxElsewhere, chief], [], "px1", ["admin"]],
    ["such as the team of the department", [pxWard, pxElsewhere], [], "nurse", ["pxWard"]],
    ["those away through who stands in", [px1, px2, admin], [["px1", "admin"]], "nurse", ["px2", "admin"]],
    ["a stand-in who may not approve does not count", [px1, admin, chief], [["px1", "chief"]], "nurse", ["admin"]],
    ["nor one who asks", [px1, admin], [["px1", "nurse"]], "nurse", ["admin"]],
    [
      "with everybody away, all of them",
      [px1, admin],
      [
        ["px1", null],
        ["admin", "px1"],
      ],
      "nurse",
      ["px1", "admin"],
    ],
    ["nobody but who asks", [admin, chief, pxElsewhere], [], "admin", []],
  ];
  it.each(cases)("%s", (_, members, away, asker, asked) => {
    const departments = [{ id: "ward", parentId: null, hospitalId: "h", managerUserId: null }];
    const directory: Directory = { members, departments, openCounts: new Map() };
    const place = { hospitalId: "h", departmentId: "ward" };
    expect(approversFor(directory, new Map(away), place, asker).sort()).toEqual(asked.sort());
  });
});
