import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPermissions, permissionsOf, type Grant, type Viewer } from "../core/index.ts";
import { areaOf, permissionsAr } from "./permission-texts.ts";
import { matrixDocument } from "./role-matrix.document.ts";
import { groupOnlyRoles, Role, roleMatrix } from "./role-matrix.ts";
import { assignableRoles, grantReaches, mayGrant } from "./role.rules.ts";

const squeeze = (text: string) =>
  text
    .split("\n")
    .map((line) =>
      line
        .replace(/ +/g, " ")
        .replace(/(\| ?:?)-+/g, "$1-")
        .trim(),
    )
    .join("\n");

const holding = (role: Role, hospitalId?: string): Viewer => {
  const grant: Grant = {
    role,
    permissions: new Set(roleMatrix[role]),
    level: hospitalId ? "HOSPITAL" : "GROUP",
    ...(hospitalId ? { hospitalId } : {}),
  };
  return { userId: "u", kind: "PERSON", username: "u", language: "EN" as Viewer["language"], grants: [grant] };
};

describe("role matrix", () => {
  it("F2.1: docs/access.md says what the table in the code says", async () => {
    const file = path.join(import.meta.dirname, "../../../../docs/access.md");
    // Line by line, whatever the formatter does to the width of columns.
    expect(squeeze(await readFile(file, "utf8"))).toBe(squeeze(matrixDocument()));
  });

  it("names every permission in Arabic, and puts it into a part of the product", () => {
    for (const permission of allPermissions) {
      expect(permissionsAr[permission], permission).toMatch(/[\u0600-\u06ff]/);
      expect(areaOf(permission), permission).not.toBe("other");
    }
  });

  it("AC-9: nobody can give themselves or others more than they hold", () => {
    const roles = fc.constantFrom(...assignableRoles);
    fc.assert(
      fc.property(
        roles,
        roles,
        fc.constantFrom("h1", undefined),
        fc.constantFrom("h1", "h2", undefined),
        (giver, given, at, to) => {
          const viewer = holding(giver, groupOnlyRoles.includes(giver) ? undefined : at);
          if (!mayGrant(viewer, given, { hospitalId: to })) return;
          expect(permissionsOf(viewer)).toContain("user.manage");
          expect(permissionsOf(viewer)).toEqual(expect.arrayContaining([...roleMatrix[given]]));
          const isWithin = viewer.grants[0]?.level === "GROUP" || to === "h1";
          expect(isWithin).toBe(true);
        },
      ),
    );
  });

  it("AC-9: what a form offers is what the rule allows", () => {
    for (const viewer of [holding(Role.PX_ADMIN), holding(Role.HOSPITAL_ADMIN, "h1"), holding(Role.STAFF, "h1")]) {
      const reaches = grantReaches(viewer);
      for (const role of Object.values(Role)) {
        const reach = reaches.find((each) => each.role === role);
        expect(reach?.isGroup ?? false, role).toBe(mayGrant(viewer, role, {}));
        if (groupOnlyRoles.includes(role)) continue;
        const here = reach ? reach.isGroup || reach.hospitalIds.includes("h1") : false;
        expect(here, role).toBe(mayGrant(viewer, role, { hospitalId: "h1" }));
      }
    }
  });
});
