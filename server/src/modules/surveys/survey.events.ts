import { defineEvent } from "../core/index.ts";

/** Invitations went out for the first time; once per batch. */
export const surveysSent = defineEvent<{ surveyInstanceIds: string[] }>("surveys.sent");

export interface SurveyAnswered {
  surveyInstanceId: string;
  hospitalId: string;
  departmentId: string | null;
  physicianId: string | null;
  isNegative: boolean;
  /** Something was written: for whoever judges the mood of comments. */
  hasComment: boolean;
}

/** A patient finished a survey: exactly once per survey (SV-18). */
export const surveyAnswered = defineEvent<SurveyAnswered>("survey.answered");
