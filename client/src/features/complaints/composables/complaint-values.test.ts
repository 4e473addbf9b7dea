import { describe, expect, it } from "vitest";
import { createInput, emptyValues, KEPT_FIELDS, updateInput } from "./complaint-values.ts";

const hospital = { id: "h", nameAr: "مستشفى", nameEn: "Hospital", code: "H" };
const patient = { id: "p", mrn: "1", name: null, nameAr: null, nameEn: null, isIdentityMasked: false, hospital };

describe("the form of a complaint", () => {
  it("keeps no person and no word about one in the tab", () => {
    const identity = [
      "patientId",
      "complainantName",
      "complainantMobile",
      "complainantEmail",
      "subject",
      "description",
    ];
    expect(identity.filter((field) => (KEPT_FIELDS as readonly string[]).includes(field))).toEqual([]);
  });
  it("sends ids, and leaves what was not filled in to the server", () => {
    const values = { ...emptyValues("AR", hospital), patientId: patient, subject: "Waiting", severity: "HIGH" };
    expect(createInput(values, "Asia/Riyadh", "m")).toMatchObject({
      hospitalId: "h",
      patientId: "p",
      receivedAt: null,
      complainantName: null,
      clientMutationId: "m",
    });
  });
  it("sends the moment in the hospital's zone", () => {
    const values = { ...emptyValues("AR", hospital), receivedDay: "2026-11-25", receivedTime: "09:30" };
    expect(createInput(values, "Asia/Riyadh", "m").receivedAt).toBe("2026-11-25T06:30:00.000Z");
  });
  it("sends nobody's identity with an anonymous complaint, even if it was typed before", () => {
    const values = { ...emptyValues("AR", hospital), patientId: patient, complainantName: "Sara", isAnonymous: true };
    expect(createInput(values, "Asia/Riyadh", "m")).toMatchObject({ patientId: null, complainantName: null });
  });
  it("writes back only what was changed", () => {
    expect(updateInput("c", 3, { subject: "New", complainantName: "", departmentId: null })).toEqual({
      id: "c",
      version: 3,
      subject: "New",
      complainantName: null,
      departmentId: null,
    });
  });
});
