import { findVisible, type BulkVerb } from "../core/index.ts";
import { cancelSurvey, reasonGiven, sendSurveys } from "./sending.service.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { surveyList } from "./survey.list.ts";
import { cancellable, resendable } from "./survey.status.ts";

type Shared = Pick<BulkVerb<SurveyInstance>, "list" | "load" | "labelOf" | "permission">;

const ofSurveys: Shared = {
  list: surveyList as Shared["list"],
  permission: "survey.send",
  load: (em, ids) => em.find(SurveyInstance, { id: { $in: [...ids] } }),
  labelOf: ({ id, encounterId, stageCode }) => [encounterId, stageCode].filter(Boolean).join(" ") || id,
};

/** CO-46: many at once go through the same services as one, each survey on its own. */
export const resendSurveysVerb: BulkVerb<SurveyInstance> = {
  ...ofSurveys,
  name: "survey.resend",
  title: { en: "Send surveys again", ar: "إعادة إرسال الاستبانات" },
  isApplicable: ({ status }) => resendable.includes(status),
  async apply(tx, id) {
    // The services work with SQL, which knows no scope.
    await findVisible(tx.em, SurveyInstance, id);
    await sendSurveys(tx, [id], { isResend: true });
  },
};

export const cancelSurveysVerb: BulkVerb<SurveyInstance, { reason: string }> = {
  ...ofSurveys,
  name: "survey.cancel",
  title: { en: "Cancel surveys", ar: "إلغاء الاستبانات" },
  check: ({ reason }) => void reasonGiven(reason),
  isApplicable: ({ status }) => cancellable.includes(status),
  async apply(tx, id, { reason }) {
    await findVisible(tx.em, SurveyInstance, id);
    await cancelSurvey(tx, id, reason);
  },
};

export const surveyVerbs = [resendSurveysVerb, cancelSurveysVerb] as const;
