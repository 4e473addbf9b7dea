import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { buildDepartment, buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import type { Department } from "../organizations/index.ts";
import { openPxActions } from "./open-actions.service.ts";
import { PxActionPriority, PxActionSource, PxActionStatus } from "./px-action.enums.ts";

describe("related actions", () => {
  let server: TestServer;
  beforeAll(async () => void (server = await startTestServer()));
  afterAll(() => server.close());

  it("same complaint, same patient, open ones of the department and source; each only as far as the caller may see", async () => {
    const { ids, emails } = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const ward = await buildDepartment(tx, { hospital });
      const lab = await buildDepartment(tx, { hospital });
      const patient = await buildPatient(tx, { hospital });
      const complaint = await buildComplaint(tx, { hospital, department: ward, patient });
      const open = async (department: Department, source: PxActionSource, given: object = {}) => {
        const [action] = await openPxActions(tx, [
          {
            source,
            sourceId: null,
            hospitalId: hospital.id,
            departmentId: department.id,
            priority: PxActionPriority.HIGH,
            title: { en: "x", ar: "س" },
            isEvidenceRequired: false,
            startedAt: tx.now,
            ...given,
          },
        ]);
        if (!action) throw new Error("not opened");
        return action;
      };
      const { CALL_RATING, KPI_BREACH } = PxActionSource;
      const about = { complaintId: complaint.id, patientId: patient.id };
      const ended = await open(ward, CALL_RATING);
      Object.assign(ended, { status: PxActionStatus.CANCELLED, closedAt: tx.now });
      const actions = {
        it: await open(ward, CALL_RATING, about),
        both: await open(lab, CALL_RATING, about),
        patient: await open(ward, KPI_BREACH, { patientId: patient.id }),
        neighbour: await open(ward, CALL_RATING),
        ended,
        stranger: await open(lab, KPI_BREACH),
      };
      const coordinator = await buildUser(tx, { role: Role.PX_COORDINATOR, hospital });
      const nurse = await buildUser(tx, { role: Role.STAFF, hospital, department: ward });
      return {
        ids: Object.fromEntries(Object.entries(actions).map(([name, { id }]) => [name, id])),
        emails: [coordinator.email, nurse.email],
      };
    });
    const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    const relatedFor = async (email: string) => {
      const client = await server.signIn(email);
      const { data } = await client.query<{ relatedPxActions: { pxAction: { id: string }; relations: string[] }[] }>(
        "query ($id: ID!) { relatedPxActions(id: $id) { pxAction { id } relations } }",
        { id: ids["it"] },
      );
      return Object.fromEntries(
        data?.relatedPxActions.map(({ pxAction, relations }) => [nameOf.get(pxAction.id), relations]) ?? [],
      );
    };
    expect(await relatedFor(emails[0] ?? "")).toEqual({
      both: ["COMPLAINT", "PATIENT"],
      patient: ["PATIENT"],
      neighbour: ["DEPARTMENT_AND_SOURCE"],
    });
    // The lab is not theirs to see, nor which patient an action is about.
    expect(await relatedFor(emails[1] ?? "")).toEqual({ neighbour: ["DEPARTMENT_AND_SOURCE"] });
  });
});
