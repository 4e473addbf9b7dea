import { newId, sql, type Tx } from "../core/index.ts";
import { cancelNotifications } from "../notifications/index.ts";
import { answerColumns } from "./answer-columns.ts";
import {
  findByToken,
  stateOf,
  type PublicInput,
  type PublicOutcome,
  type PublicSurveyRow,
} from "./public-survey.service.ts";
import type { Answers, SurveyDefinition } from "./survey-definition.ts";
import { checkAnswers } from "./survey.answers.ts";
import { surveyAnswered } from "./survey.events.ts";
import { isNegative, scoreSurvey, type ScoreExplanation } from "./survey.scoring.ts";
import { ThresholdSource } from "./survey.status.ts";

/**
 * SV-18: the row is locked, so of any number of submissions at once the first is stored and the others find it answered: the same
 * thank-you, one response, one event. The path and every value are judged again on the pinned version.
 */
export async function submitPublicSurvey(tx: Tx, input: PublicInput): Promise<PublicOutcome> {
  const row = await findByToken(tx.em, input.token, tx.now, true);
  const state = stateOf(row);
  if (state !== "OPEN" || row?.definition == null) return { state, problems: [] };
  const { answers, problems } = checkAnswers(row.definition, input.answers, "FINAL");
  if (problems.length > 0) return { state, problems };

  const explanation = scoreSurvey(row.definition, answers);
  const responses = await insertResponses(tx, row, row.definition, answers, explanation);
  const hasComment = responses.some((response) => response.valueText !== null);
  const threshold = row.templateThreshold ?? row.hospitalThreshold;
  const thresholdSource = row.templateThreshold === null ? ThresholdSource.HOSPITAL : ThresholdSource.TEMPLATE;
  const { score } = explanation;
  const verdict = { score, isNegative: isNegative(score, threshold), threshold, thresholdSource };
  await sql(
    tx.em,
    `update survey_instance set status = 'ANSWERED', answered_at = $2, opened_at = coalesce(opened_at, $2), language = $3, score = $4,
            is_negative = $5, threshold = $6, threshold_source = $7, has_comment = $8, next_reminder_at = null,
            draft_answers_sealed = null
      where id = $1`,
    [row.id, tx.now, input.language, score, verdict.isNegative, threshold, thresholdSource, hasComment],
  );
  await cancelNotifications(tx, "SurveyInstance", [row.id], "SURVEY_ANSWERED");
  const { id: surveyInstanceId, hospitalId, departmentId, physicianId } = row;
  tx.emit(surveyAnswered, {
    surveyInstanceId,
    hospitalId,
    departmentId,
    physicianId,
    isNegative: verdict.isNegative,
    hasComment,
  });
  tx.audit({ action: "survey.answered", targetType: "SurveyInstance", targetId: row.id, hospitalId, after: verdict });
  return { state: "ANSWERED", problems: [] };
}

/** One row per question that was answered, also by “does not apply”; a skipped or hidden one has none. */
async function insertResponses(
  tx: Tx,
  row: PublicSurveyRow,
  definition: SurveyDefinition,
  answers: Answers,
  explanation: ScoreExplanation,
) {
  const scores = new Map(explanation.questionScores.map((one) => [one.questionId, one.score]));
  const responses = definition.questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return answer === undefined
      ? []
      : [{ question, score: scores.get(question.id) ?? null, ...answerColumns(question, answer) }];
  });
  if (responses.length === 0) return responses;
  const { cipher } = tx.kernel;
  const rows = responses.map(({ question, score, valueNumber, valueCodes, valueText, isNotApplicable }) => ({
    id: newId(),
    question_id: question.id,
    question_code: question.code,
    question_type: question.type,
    section_code: question.sectionCode ?? null,
    value_number: valueNumber,
    value_codes: valueCodes,
    value_text_sealed: valueText === null ? null : `\\x${cipher.seal(valueText).toString("hex")}`,
    is_not_applicable: isNotApplicable,
    score,
  }));
  await sql(
    tx.em,
    `insert into survey_response (answered_at, survey_instance_id, hospital_id, department_id, physician_id, id, question_id,
            question_code, question_type, section_code, value_number, value_codes, value_text_sealed, is_not_applicable, score)
     select $1::timestamptz, $2::uuid, $3::uuid, $4::uuid, $5::uuid, r.*
       from jsonb_to_recordset($6::jsonb) as r(id uuid, question_id text, question_code text, question_type text, section_code text,
            value_number double precision, value_codes text[], value_text_sealed bytea, is_not_applicable boolean, score double precision)`,
    [tx.now, row.id, row.hospitalId, row.departmentId, row.physicianId, JSON.stringify(rows)],
  );
  return responses;
}
