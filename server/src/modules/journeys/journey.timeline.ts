import { pastPoint, type TimelineProvider } from "../core/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { typeWords } from "./journey.words.ts";

export const journeyTimeline: TimelineProvider = {
  kind: "JOURNEY",
  permission: "journey.read",
  async entries(em, patient, before, limit) {
    const where = { patient, ...pastPoint("startedAt", before) };
    const journeys = await em.find(JourneyInstance, where, { orderBy: { startedAt: "desc", id: "desc" }, limit });
    return journeys.map((journey) => ({
      id: journey.id,
      at: journey.startedAt,
      title: typeWords[journey.journeyType],
      status: journey.status,
      reference: journey.encounterId,
      isNegative: journey.hasNegativeSurvey,
      hospitalId: journey.hospital.id,
    }));
  },
};
