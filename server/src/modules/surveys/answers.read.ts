import type { IdentityCipher } from "../core/index.ts";
import { answerFrom } from "./answer-columns.ts";
import { STRINGS } from "./public-page/page-strings.ts";
import type { SurveyAnswer, SurveyScoreExplanation } from "./survey-answer.type.ts";
import type { Answers, SurveyDefinition, SurveyQuestion } from "./survey-definition.ts";
import type { SurveyInstance } from "./survey-instance.entity.ts";
import { YES, optionOf } from "./survey-question.ts";
import type { SurveyResponse } from "./survey-response.entity.ts";
import { scoreSurvey } from "./survey.scoring.ts";

/** In the order in which they were asked, with the words of that version. */
export function answersOf(
  cipher: IdentityCipher,
  definition: SurveyDefinition,
  responses: readonly SurveyResponse[],
): SurveyAnswer[] {
  return definition.questions.flatMap((question) => {
    const response = responses.find((one) => one.questionId === question.id);
    if (!response) return [];
    const { questionId, questionCode, questionType, valueNumber, valueCodes, score, isNotApplicable, valueTextSealed } =
      response;
    return [
      {
        questionId,
        questionCode,
        questionType,
        valueNumber,
        valueCodes,
        score,
        isNotApplicable,
        textAr: question.textAr,
        textEn: question.textEn,
        valueText: valueTextSealed ? cipher.open(valueTextSealed) : null,
        optionLabelsAr: valueCodes?.map((code) => labelOf(question, code, "AR")) ?? null,
        optionLabelsEn: valueCodes?.map((code) => labelOf(question, code, "EN")) ?? null,
      },
    ];
  });
}

function labelOf(question: SurveyQuestion, code: string, language: "AR" | "EN"): string {
  const option = optionOf(question.options, code);
  if (option) return language === "AR" ? option.textAr : option.textEn;
  return code === YES ? STRINGS[language].yes : STRINGS[language].no;
}

/** Computed again from what is stored, with the rule of the pinned version: the same number by the same functions (P4). */
export function explainScore(
  survey: SurveyInstance,
  definition: SurveyDefinition,
  responses: readonly SurveyResponse[],
): SurveyScoreExplanation | null {
  const { threshold, thresholdSource } = survey;
  if (threshold == null || thresholdSource == null) return null;
  const questions = new Map(definition.questions.map((question) => [question.id, question]));
  const answers: Answers = Object.fromEntries(
    responses.flatMap((response) => {
      const question = questions.get(response.questionId);
      if (!question) return [];
      const { valueNumber = null, valueCodes = null, isNotApplicable } = response;
      // The words of a comment are worth nothing, so they stay sealed; that there are some decides that it was not skipped.
      const valueText = response.valueTextSealed ? "…" : null;
      return [
        [response.questionId, answerFrom(question, { valueNumber, valueCodes, valueText, isNotApplicable })] as const,
      ];
    }),
  );
  return { ...scoreSurvey(definition, answers), threshold, thresholdSource };
}
