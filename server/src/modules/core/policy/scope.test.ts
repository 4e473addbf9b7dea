import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { buildHospital, buildPatient } from "../../../testing/factories.ts";
import { Patient } from "../../organizations/index.ts";
import { Language } from "../text/bilingual.ts";
import { covers, scopeFor } from "./scope.ts";
import type { Grant, Viewer } from "./viewer.ts";

const viewer = (grants: Grant[]): Viewer => ({
  userId: "u",
  kind: "PERSON",
  username: "u",
  language: Language.EN,
  physicianId: "p1",
  grants,
});
const grant = (given: Partial<Grant>): Grant => ({
  role: "R",
  permissions: new Set(["survey.read"]),
  level: "HOSPITAL",
  ...given,
});

describe("scope", () => {
  it("is built per permission: the right to change does not travel with the right to see", () => {
    const both = viewer([
      grant({ level: "GROUP" }),
      grant({ level: "HOSPITAL", hospitalId: "h1", permissions: new Set(["survey.read", "survey.send"]) }),
    ]);
    expect(scopeFor(both, "survey.read").all).toBe(true);
    expect(scopeFor(both, "survey.send")).toMatchObject({ all: false, hospitalIds: ["h1"] });
    expect(scopeFor(both, "user.manage")).toMatchObject({
      all: false,
      hospitalIds: [],
      departmentIds: [],
      physicianIds: [],
    });
  });

  it("F1.5: covers the hospital, the departments below, the physician's own, what is assigned, and nothing else", () => {
    const admin = scopeFor(viewer([grant({ hospitalId: "h1" })]), "survey.read");
    expect(covers(admin, { hospitalId: "h1" })).toBe(true);
    expect(covers(admin, { hospitalId: "h2" })).toBe(false);
    const manager = scopeFor(
      viewer([grant({ level: "DEPARTMENT", hospitalId: "h1", departmentIds: ["d1", "d2"] })]),
      "survey.read",
    );
    expect(covers(manager, { hospitalId: "h1", departmentIds: ["d3"] })).toBe(false);
    expect(covers(manager, { hospitalId: "h1", departmentIds: ["d3", "d2"] })).toBe(true);
    const physician = scopeFor(viewer([grant({ level: "SELF", hospitalId: "h1" })]), "survey.read");
    expect(covers(physician, { hospitalId: "h1", physicianIds: ["p2"] })).toBe(false);
    expect(covers(physician, { hospitalId: "h1", physicianIds: ["p1"] })).toBe(true);
    expect(covers(physician, { hospitalId: "h2", ownerId: "u" })).toBe(true);
  });

  it("covers no place when no grant holds the permission", () => {
    const none = scopeFor(viewer([grant({ permissions: new Set() })]), "survey.read");
    fc.assert(
      fc.property(
        fc.record({
          hospitalId: fc.string(),
          departmentIds: fc.array(fc.string()),
          physicianIds: fc.array(fc.string()),
        }),
        (place) => {
          expect(covers(none, place)).toBe(false);
        },
      ),
    );
  });
});

describe("the scope filter", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  it("CO-2: is strict: an entity manager for which no scope was set throws instead of reading everything", async () => {
    await kernel.tx(async (tx) => buildPatient(tx, { hospital: await buildHospital(tx) }));
    await expect(kernel.orm.em.fork().find(Patient, {})).rejects.toThrow();
    await expect(kernel.orm.em.fork().count(Patient, {})).rejects.toThrow();
    await expect(kernel.orm.em.fork().nativeDelete(Patient, {})).rejects.toThrow();
  });
});
