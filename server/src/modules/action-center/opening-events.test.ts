import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { buildDepartment, buildHospital } from "../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { ComplaintPriority } from "../complaints/index.ts";
import { actionWanted, deliverOutbox, newId, outboxContract, type ActionWanted } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { openActionForComplaint } from "./complaint-registered.subscriber.ts";
import { saveTrigger } from "./automation.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

describe("actions that events of other modules open", () => {
  let kernel: TestKernel;
  let hospital: Hospital;
  let ward: Department;
  beforeAll(async () => {
    kernel = await createTestKernel();
    await kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
    });
  });
  afterAll(() => kernel.close());

  const switchTo = (source: PxActionSource, isEnabled: boolean) =>
    kernel.tx((tx) =>
      saveTrigger(tx, {
        hospitalId: hospital.id,
        source,
        isEnabled,
        isEvidenceRequired: false,
        bands: [{ fromGap: 0, priority: PxActionPriority.LOW }],
      }),
    );
  /** What the relay does: all that was announced until now, delivered to everybody who listens. */
  const deliver = async () => {
    const ids = await kernel.tx((tx) => outboxContract.claim(tx, 50, 60));
    await kernel.tx((tx) => deliverOutbox(tx, ids));
  };
  const opened = (sourceId: string) => kernel.tx((tx) => tx.em.find(PxAction, { sourceId }));
  const complain = (priority: ComplaintPriority) =>
    kernel.tx((tx) => buildComplaint(tx, { hospital, department: ward, priority, subject: "Cold meals" }));

  it("F8.1, PX-1: a complaint opens an action where its hospital wants it, once, with the complaint's priority", async () => {
    await switchTo(PxActionSource.COMPLAINT, false);
    const quiet = await complain(ComplaintPriority.HIGH);
    await deliver();
    expect(await opened(quiet.id)).toEqual([]);

    await switchTo(PxActionSource.COMPLAINT, true);
    const complaint = await complain(ComplaintPriority.CRITICAL);
    await deliver();
    const again = { complaintId: complaint.id, kind: "CREATED" };
    await kernel.tx((tx) => openActionForComplaint.handle(tx, [{ id: newId(), payload: again }]));
    const actions = await opened(complaint.id);
    expect(actions).toHaveLength(1);
    expect(actions[0]).toMatchObject({
      source: "COMPLAINT",
      priority: "CRITICAL",
      complaintId: complaint.id,
      titleEn: `Complaint ${complaint.reference}: Cold meals`,
    });
  });

  it("PX-23: what a module below announces opens an action with its commit, once per source; without a commit nothing", async () => {
    await switchTo(PxActionSource.SOCIAL_MENTION, true);
    const wanted: ActionWanted = {
      source: "SOCIAL_MENTION",
      sourceId: newId(),
      hospitalId: hospital.id,
      departmentId: ward.id,
      gap: 30,
      title: { en: "Negative mention", ar: "إشارة سلبية" },
      occurredAt: new Date().toISOString(),
    };
    await expect(
      kernel.tx((tx) => {
        tx.emit(actionWanted, wanted);
        return Promise.reject(new Error("the mention could not be stored"));
      }),
    ).rejects.toThrow("could not be stored");
    await deliver();
    expect(await opened(wanted.sourceId)).toEqual([]);

    await kernel.tx(async (tx) => tx.emit(actionWanted, wanted));
    await kernel.tx(async (tx) => tx.emit(actionWanted, wanted));
    await deliver();
    expect(await opened(wanted.sourceId)).toMatchObject([{ source: "SOCIAL_MENTION", priority: "LOW" }]);
  });
});
