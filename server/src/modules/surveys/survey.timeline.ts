import { pastPoint, type Bilingual, type TimelineProvider } from "../core/index.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";

const survey: Bilingual = { en: "Survey", ar: "استبانة" };

export const surveyTimeline: TimelineProvider = {
  kind: "SURVEY",
  permission: "survey.read",
  async entries(em, patient, before, limit) {
    const where = { patient, ...pastPoint("createdAt", before) };
    const surveys = await em.find(SurveyInstance, where, { orderBy: { createdAt: "desc", id: "desc" }, limit });
    return surveys.map((row) => ({
      id: row.id,
      at: row.createdAt,
      title: { en: row.stageNameEn ?? survey.en, ar: row.stageNameAr ?? survey.ar },
      status: row.status,
      reference: row.encounterId ?? null,
      score: row.score ?? null,
      isNegative: row.isNegative ?? false,
      hospitalId: row.hospital.id,
    }));
  },
};
