import { subscriber } from "../core/index.ts";
import { surveyAnswered, SurveyInstance } from "../surveys/index.ts";
import { record } from "./complaint-history.ts";
import { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";

/** CM-17: what the complainant says about the resolution stands at the complaint; the action that a bad answer opens is the Action Center's. */
export const noteResolutionAnswers = subscriber({
  name: "complaints.note-resolution-answer",
  event: surveyAnswered,
  async handle(tx, deliveries) {
    const ids = [...new Set(deliveries.map(({ payload }) => payload.surveyInstanceId))];
    const surveys = await tx.em.find(SurveyInstance, { id: { $in: ids }, complaintId: { $ne: null } });
    if (surveys.length === 0) return;
    const complaints = await tx.em.find(Complaint, { resolutionSurveyId: { $in: surveys.map((survey) => survey.id) } });
    const byId = new Map(surveys.map((survey) => [survey.id, survey]));
    for (const complaint of complaints) {
      const survey = byId.get(complaint.resolutionSurveyId ?? "");
      if (!survey) continue;
      complaint.resolutionScore = survey.score;
      complaint.isDissatisfied = survey.isNegative;
      record(tx, complaint, {
        kind: ComplaintEntryKind.SURVEY_ANSWERED,
        audit: "complaint.surveyAnswered",
        change: "SURVEY",
        isPublic: true,
        isByComplainant: true,
        after: { surveyInstanceId: survey.id, score: survey.score, isDissatisfied: survey.isNegative },
      });
    }
  },
});
