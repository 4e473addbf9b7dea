import { Channel } from "../../modules/organizations/index.ts";
import type { Tx } from "../../modules/core/index.ts";
import { SurveyStatus, ThresholdSource } from "../../modules/surveys/index.ts";
import { answerColumns } from "../../modules/surveys/answer-columns.ts";
import { surveyToken, tokenHash } from "../../modules/surveys/survey.token.ts";
import type { DemoSurveyInstance } from "../history/surveys.ts";
import type { Random } from "../random.ts";
import { flatMapped, insertRows, mapped } from "./insert.ts";

export async function insertSurveys(tx: Tx, surveys: readonly DemoSurveyInstance[]): Promise<void> {
  const key = tx.kernel.config.SURVEY_TOKEN_KEY;
  await insertRows(
    tx,
    "survey_instance",
    {
      id: "uuid",
      created_at: "timestamptz",
      hospital_id: "uuid",
      department_id: "uuid",
      physician_id: "uuid",
      patient_id: "uuid",
      template_id: "uuid",
      template_version_id: "uuid",
      journey_id: "uuid",
      stage_instance_id: "uuid",
      encounter_id: "text",
      journey_type: "text",
      stage_code: "text",
      stage_name_ar: "text",
      stage_name_en: "text",
      occurred_at: "timestamptz",
      status: "text",
      language: "text",
      channel: "text",
      token_hash: "bytea",
      sent_at: "timestamptz",
      opened_at: "timestamptz",
      answered_at: "timestamptz",
      expires_at: "timestamptz",
      next_reminder_at: "timestamptz",
      reminders_sent: "int",
      suppression_reason: "text",
      score: "double precision",
      is_negative: "boolean",
      threshold: "double precision",
      threshold_source: "text",
      has_comment: "boolean",
    },
    mapped(surveys, ({ id, visit: { journey }, stage, survey, createdAt, language, life }) => ({
      id,
      created_at: createdAt,
      hospital_id: journey.hospitalId,
      department_id: stage.departmentId,
      physician_id: stage.physicianId,
      patient_id: journey.patientId,
      template_id: survey.id,
      template_version_id: survey.versionId,
      journey_id: journey.id,
      stage_instance_id: stage.id,
      encounter_id: journey.encounterId,
      journey_type: journey.plan.journeyType,
      stage_code: stage.plan.code,
      stage_name_ar: stage.plan.nameAr,
      stage_name_en: stage.plan.nameEn,
      occurred_at: stage.completedAt,
      status: life.status,
      language,
      channel: Channel.SMS,
      token_hash: Buffer.from(tokenHash(surveyToken(key, id)), "hex"),
      sent_at: life.sentAt,
      opened_at: life.openedAt,
      answered_at: life.answeredAt,
      expires_at: life.expiresAt,
      next_reminder_at: life.nextReminderAt,
      reminders_sent: life.remindersSent,
      suppression_reason: life.suppression,
      score: life.answer?.explanation.score ?? null,
      is_negative: life.answer?.isNegative ?? null,
      threshold: life.answer?.threshold ?? null,
      threshold_source: life.answer
        ? survey.negativeThreshold === null
          ? ThresholdSource.HOSPITAL
          : ThresholdSource.TEMPLATE
        : null,
      has_comment: life.answer?.hasComment ?? false,
    })),
  );
}

/** One row per answered question, as the submission writes them. */
export async function insertResponses(tx: Tx, random: Random, surveys: readonly DemoSurveyInstance[]): Promise<void> {
  const rows = flatMapped(surveys, ({ id, visit: { journey }, stage, survey, life }) => {
    const { answer, answeredAt } = life;
    if (life.status !== SurveyStatus.ANSWERED || !answer || !answeredAt) return [];
    return survey.definition.questions.flatMap((question) => {
      const given = answer.answers[question.id];
      if (!given) return [];
      const { valueNumber, valueCodes, valueText, isNotApplicable } = answerColumns(question, given);
      return [
        {
          id: random.id(answeredAt),
          answered_at: answeredAt,
          survey_instance_id: id,
          hospital_id: journey.hospitalId,
          department_id: stage.departmentId,
          physician_id: stage.physicianId,
          question_id: question.id,
          question_code: question.code,
          question_type: question.type,
          section_code: question.sectionCode ?? null,
          value_number: valueNumber,
          value_codes: valueCodes,
          value_text_sealed: valueText === null ? null : tx.kernel.cipher.seal(valueText),
          is_not_applicable: isNotApplicable,
          score: answer.explanation.questionScores.find(({ questionId }) => questionId === question.id)?.score ?? null,
        },
      ];
    });
  });
  await insertRows(
    tx,
    "survey_response",
    {
      id: "uuid",
      answered_at: "timestamptz",
      survey_instance_id: "uuid",
      hospital_id: "uuid",
      department_id: "uuid",
      physician_id: "uuid",
      question_id: "text",
      question_code: "text",
      question_type: "text",
      section_code: "text",
      value_number: "double precision",
      value_codes: "text[]",
      value_text_sealed: "bytea",
      is_not_applicable: "boolean",
      score: "double precision",
    },
    rows,
  );
}
