import { pastPoint, type TimelineProvider } from "../core/index.ts";
import { Complaint } from "./complaint.entity.ts";

export const complaintTimeline: TimelineProvider = {
  kind: "COMPLAINT",
  permission: "complaint.read",
  async entries(em, patient, before, limit) {
    const where = { $and: [{ patient }, pastPoint("receivedAt", before)] };
    const rows = await em.find(Complaint, where, { orderBy: { receivedAt: "desc", id: "desc" }, limit });
    return rows.map((complaint) => ({
      id: complaint.id,
      at: complaint.receivedAt,
      title: { en: complaint.subject, ar: complaint.subject },
      status: complaint.status,
      reference: complaint.reference,
      score: complaint.resolutionScore ?? null,
      isNegative: complaint.isDissatisfied ?? false,
      hospitalId: complaint.hospital.id,
    }));
  },
};
