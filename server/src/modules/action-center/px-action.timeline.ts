import { pastPoint, sql, type TimelineProvider } from "../core/index.ts";
import { PxAction } from "./px-action.entity.ts";

/** An action knows its patient itself, or through the survey it came from. */
export const pxActionTimeline: TimelineProvider = {
  kind: "ACTION",
  permission: "action.read",
  async entries(em, patient, before, limit) {
    const surveys = await sql<{ id: string }>(em, "select id from survey_instance where patient_id = $1", [patient]);
    const ofPatient = { $or: [{ patient }, { surveyInstanceId: { $in: surveys.map(({ id }) => id) } }] };
    const where = { $and: [ofPatient, pastPoint("createdAt", before)] };
    const actions = await em.find(PxAction, where, { orderBy: { createdAt: "desc", id: "desc" }, limit });
    return actions.map((action) => ({
      id: action.id,
      at: action.createdAt,
      title: { en: action.titleEn, ar: action.titleAr },
      status: action.status,
      reference: action.reference,
      hospitalId: action.hospital.id,
    }));
  },
};
