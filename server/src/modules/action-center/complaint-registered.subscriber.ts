import { subscriber, type Bilingual } from "../core/index.ts";
import { Complaint, complaintsChanged } from "../complaints/index.ts";
import { loadTriggers } from "./action-configuration.ts";
import { openPxActions } from "./open-actions.service.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";
import { pickTrigger } from "./trigger.rules.ts";

/** PX-1, F8.1: a new complaint opens an action where the hospital has that switched on. Its priority is the complaint's. */
export const openActionForComplaint = subscriber({
  name: "action-center.open-action-for-complaint",
  event: complaintsChanged,
  async handle(tx, deliveries) {
    const ids = deliveries
      .filter(({ payload }) => payload.kind === "CREATED")
      .map(({ payload }) => payload.complaintId);
    if (ids.length === 0) return;
    const triggers = await loadTriggers(tx.em);
    const complaints = await tx.em.find(Complaint, { id: { $in: [...new Set(ids)] }, closedAt: null });
    await openPxActions(
      tx,
      complaints.flatMap((complaint) => {
        const trigger = pickTrigger(triggers, complaint.hospital.id, PxActionSource.COMPLAINT);
        if (!trigger?.isEnabled) return [];
        return [
          {
            source: PxActionSource.COMPLAINT,
            sourceId: complaint.id,
            hospitalId: complaint.hospital.id,
            departmentId: complaint.department?.id ?? null,
            priority: PxActionPriority[complaint.priority],
            title: titleOf(complaint),
            isEvidenceRequired: trigger.isEvidenceRequired,
            startedAt: complaint.receivedAt,
            journeyId: complaint.journeyId,
            patientId: complaint.patient?.id,
            complaintId: complaint.id,
          },
        ];
      }),
    );
  },
});

const titleOf = ({ reference, subject }: Complaint): Bilingual => ({
  en: `Complaint ${reference}: ${subject}`,
  ar: `شكوى ${reference}: ${subject}`,
});
