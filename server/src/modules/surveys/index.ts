import type { ModuleDefinition } from "../core/index.ts";
import { recordSettledInvitations } from "./settled.subscriber.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { SurveyResponse } from "./survey-response.entity.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";

export { SurveyInstance, SurveyResponse, SurveyTemplate, SurveyTemplateVersion };
export { SurveyStatus, ThresholdSource } from "./survey.status.ts";
export { surveyAnswered, surveysSent, type SurveyAnswered } from "./survey.events.ts";
export { createStageSurveys, type StageSurvey, type StageSurveyRequest } from "./stage-survey.service.ts";
export { cancelSurveys, moveSurveys, sendSurveys } from "./sending.service.ts";
export type { SurveyDefinition, SurveyQuestion, SurveyOption, SurveySection } from "./survey-definition.ts";

export const surveysModule: ModuleDefinition = {
  name: "surveys",
  entities: [SurveyTemplate, SurveyTemplateVersion, SurveyInstance, SurveyResponse],
  resolvers: [],
  subscribers: [recordSettledInvitations],
};
