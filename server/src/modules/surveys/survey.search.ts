import type { SearchProvider } from "../core/index.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";

/** By the whole number of the encounter. */
export const surveySearch: SearchProvider = {
  kind: "SurveyInstance",
  permission: "survey.read",
  async run(context, { typed }, limit) {
    const rows = await context
      .reader("survey.read")
      .find(
        SurveyInstance,
        { encounterId: { $in: [...new Set([typed, typed.toUpperCase()])] } },
        { orderBy: { createdAt: "desc", id: "desc" }, limit },
      );
    return rows.map(({ id, stageNameEn, stageNameAr, encounterId }) => ({
      id,
      title: { en: stageNameEn ?? encounterId ?? id, ar: stageNameAr ?? encounterId ?? id },
      subtitle: encounterId,
    }));
  },
};
