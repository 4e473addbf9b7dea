import type { ModuleDefinition } from "../core/index.ts";
import { surveyTimeline } from "./survey.timeline.ts";
import { PublicSurveyResolver } from "./public-survey.resolver.ts";
import { publicSurveyRoutes } from "./public.routes.ts";
import { recordSettledInvitations } from "./settled.subscriber.ts";
import { SurveyInstanceFieldsResolver } from "./survey-fields.resolver.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { SurveyResponse } from "./survey-response.entity.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";
import { surveyExpiryTick, surveyReminderTick } from "./survey.jobs.ts";
import { surveyList } from "./survey.list.ts";
import { SurveyBulkResolver } from "./survey-bulk.resolver.ts";
import { surveyVerbs } from "./survey.bulk.ts";
import { SurveyInstanceResolver } from "./survey.resolver.ts";
import { SurveyTemplateFieldsResolver, SurveyTemplateVersionResolver } from "./template-fields.resolver.ts";
import { SurveyTemplateResolver } from "./template.resolver.ts";
import { surveySearch } from "./survey.search.ts";

export { SurveyInstance, SurveyResponse, SurveyTemplate, SurveyTemplateVersion };
export { SurveyStatus, ThresholdSource } from "./survey.status.ts";
export { surveyAnswered, surveysSent, type SurveyAnswered } from "./survey.events.ts";
export { surveyExpiryTick, surveyReminderTick } from "./survey.jobs.ts";
export { runSurveyExpiryTick, runSurveyReminderTick } from "./survey-ticks.ts";
export { createStageSurveys, type StageSurvey, type StageSurveyRequest } from "./stage-survey.service.ts";
export {
  createResolutionSurvey,
  withdrawResolutionSurveys,
  type ResolutionSurveyRequest,
} from "./resolution-survey.service.ts";
export { cancelSurveys, moveSurveys, sendSurveys } from "./sending.service.ts";
export { createSurveyTemplate, publishSurveyTemplate, updateSurveyTemplate } from "./template.service.ts";
export { SurveyInstanceFilter } from "./survey.inputs.ts";
export { surveyWhere } from "./survey.filter.ts";
export { surveyLink, surveyToken, tokenHash } from "./survey.token.ts";
export { checkAnswers } from "./survey.answers.ts";
export { answerColumns } from "./answer-columns.ts";
export { isNegative, scoreSurvey, type ScoreExplanation } from "./survey.scoring.ts";
export type { DraftedDefinition, DraftedQuestion } from "./survey.normalise.ts";
export type {
  Answer,
  Answers,
  Condition,
  SurveyDefinition,
  SurveyOption,
  SurveyQuestion,
  SurveySection,
} from "./survey-definition.ts";

export const surveysModule: ModuleDefinition = {
  name: "surveys",
  entities: [SurveyTemplate, SurveyTemplateVersion, SurveyInstance, SurveyResponse],
  resolvers: [
    SurveyTemplateResolver,
    SurveyTemplateFieldsResolver,
    SurveyTemplateVersionResolver,
    SurveyInstanceResolver,
    SurveyBulkResolver,
    SurveyInstanceFieldsResolver,
    PublicSurveyResolver,
  ],
  subscribers: [recordSettledInvitations],
  lists: [surveyList],
  bulkVerbs: surveyVerbs,
  timeline: [surveyTimeline],
  jobs: [surveyExpiryTick, surveyReminderTick],
  routes: publicSurveyRoutes,
  search: [surveySearch],
};
