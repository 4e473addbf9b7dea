import { questionsOnPath } from "./survey.branching.ts";
import { answerOf } from "./survey-definition.ts";
import type { Answer, Answers, ScoringRule, SurveyDefinition, SurveyQuestion } from "./survey-definition.ts";
import { YES, optionOf, scaleOf, spokenValue } from "./survey-question.ts";

export type ScoreReason = "SCORED" | "SKIPPED" | "NOT_APPLICABLE" | "NOT_SCORED" | "HIDDEN";

export interface QuestionScore {
  questionId: string;
  questionCode: string;
  sectionCode: string | null;
  weight: number;
  /** 0–100 (NPS rule: 100, 0 or −100); null leaves the denominator. */
  score: number | null;
  reason: ScoreReason;
}

export interface SectionMean {
  sectionCode: string | null;
  mean: number | null;
}

export interface ScoreExplanation {
  rule: ScoringRule;
  /** Two decimals; null when nothing that counts was answered. */
  score: number | null;
  questionScores: QuestionScore[];
  sectionMeans: SectionMean[];
}

const PROMOTER_MIN = 9;
const DETRACTOR_MAX = 6;

/**
 * SV-11, the default rule: rating 1–5 → 0/25/50/75/100, NPS 0–10 → 0–100, options by their score, several choices by
 * their mean.
 */
function meanScore(question: SurveyQuestion, value: number | string | readonly string[]): number | null {
  const scale = scaleOf(question);
  if (scale !== null) return typeof value === "number" ? ((value - scale.min) / (scale.max - scale.min)) * 100 : null;
  if (question.type === "TEXT" || typeof value === "number") return null;
  const scores = [value].flat().map((code) => {
    const option = optionOf(question.options, code);
    if (option === undefined && question.type === "YES_NO") return code === YES ? 100 : 0;
    return option?.score ?? null;
  });
  return mean(scores.filter((score) => score !== null));
}

/**
 * SV-11, top box: 100 inside, 0 outside. Several choices are inside when every one is. Without a definition: the best
 * answer only.
 */
function topBoxScore(question: SurveyQuestion, value: number | string | readonly string[]): number | null {
  if (question.type === "TEXT") return null;
  if (typeof value === "number") {
    const scale = scaleOf(question);
    const best = question.type === "NPS" ? PROMOTER_MIN : (scale?.max ?? Infinity);
    return value >= (question.topBoxMin ?? best) ? 100 : 0;
  }
  const codes = [value].flat();
  if (meanScore(question, codes) === null && !question.topBoxCodes?.length) return null;
  const top = question.topBoxCodes?.length ? question.topBoxCodes : bestCodes(question);
  return codes.every((code) => top.includes(code)) ? 100 : 0;
}

function bestCodes(question: SurveyQuestion): string[] {
  const options = question.options ?? [];
  if (options.length === 0) return question.type === "YES_NO" ? [YES] : [];
  const best = Math.max(...options.map((option) => option.score ?? -1));
  return options.filter((option) => option.score === best).map((option) => option.code);
}

function npsScore(question: SurveyQuestion, value: number | string | readonly string[]): number | null {
  if (question.type !== "NPS" || typeof value !== "number") return null;
  if (value >= PROMOTER_MIN) return 100;
  return value <= DETRACTOR_MAX ? -100 : 0;
}

const RULES = { WEIGHTED_MEAN: meanScore, TOP_BOX: topBoxScore, NPS: npsScore };

function scoreQuestion(
  rule: ScoringRule,
  question: SurveyQuestion,
  answer: Answer | undefined,
  isVisible: boolean,
): QuestionScore {
  const value = isVisible ? spokenValue(question, answer) : null;
  const score = value === null ? null : RULES[rule](question, value);
  let reason: ScoreReason = score === null ? "NOT_SCORED" : "SCORED";
  if (!isVisible) reason = "HIDDEN";
  else if (value === null) reason = answer?.isNotApplicable === true ? "NOT_APPLICABLE" : "SKIPPED";
  const { id: questionId, code: questionCode, weight } = question;
  return { questionId, questionCode, sectionCode: question.sectionCode ?? null, weight, score, reason };
}

/**
 * SV-11, SV-12: weighted mean within each section, then the plain mean of the sections that have one, so that a long
 * section does not outvote a short one; questions of no section count as one. Rounded once, at the end. The NPS rule
 * knows neither weights nor sections: %9–10 − %0–6 of those answered.
 */
export function scoreSurvey(definition: SurveyDefinition, answers: Answers): ScoreExplanation {
  const visible = new Set(questionsOnPath(definition, answers).map((question) => question.id));
  const questionScores = definition.questions.map((question) =>
    scoreQuestion(definition.scoring, question, answerOf(answers, question.id), visible.has(question.id)),
  );
  const counted = questionScores.filter((one) => one.score !== null);
  if (definition.scoring === "NPS") {
    const score = rounded(mean(counted.map((one) => one.score ?? 0)));
    return { rule: "NPS", score, questionScores, sectionMeans: [] };
  }
  const codes = [...new Set(questionScores.map((one) => one.sectionCode))];
  const means = codes.map((sectionCode) => ({
    sectionCode,
    mean: weightedMean(counted.filter((one) => one.sectionCode === sectionCode)),
  }));
  const score = rounded(mean(means.map((section) => section.mean).filter((value) => value !== null)));
  const sectionMeans = means.map((section) => ({ ...section, mean: rounded(section.mean) }));
  return { rule: definition.scoring, score, questionScores, sectionMeans };
}

/** SV-6: a score is negative when it lies below the template's threshold, else the hospital's; null is never negative. */
export function isNegative(score: number | null, threshold: number): boolean {
  return score !== null && score < threshold;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function weightedMean(scores: readonly QuestionScore[]): number | null {
  const total = scores.reduce((sum, one) => sum + one.weight, 0);
  if (total <= 0) return null;
  return scores.reduce((sum, one) => sum + (one.score ?? 0) * one.weight, 0) / total;
}

// Half up, and 1.005-like sums are not lost to binary fractions: nine digits first.
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(Number((value * 100).toFixed(7))) / 100;
}
