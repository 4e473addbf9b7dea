import { questionsOnPath } from "../../modules/surveys/survey.branching.ts";
import type { Answer, Answers, FormDefinition, FormQuestion } from "../../modules/surveys/survey-definition.ts";
import { codesOf, isNotApplicableCode, scaleOf } from "../../modules/surveys/survey-question.ts";
import type { Random } from "../random.ts";
import { arabicComments } from "../surveys/comments-arabic.ts";
import { englishComments } from "../surveys/comments-english.ts";
import type { Topic } from "../surveys/index.ts";

export interface Mood {
  readonly isBad: boolean;
  /** 0 everything was terrible, 1 all was well. */
  readonly level: number;
}

/** Few are half content: people are pleased, or they are not. */
export function drawMood(random: Random, isBad: boolean): Mood {
  if (isBad) return { isBad, level: random.normal(0.27, 0.13) };
  return { isBad, level: random.chance(0.14) ? random.normal(0.7, 0.06) : random.normal(0.93, 0.07) };
}

const share = (value: number) => Math.min(1, Math.max(0, value));

export interface Answering {
  readonly mood: Mood;
  readonly topic: Topic;
  readonly language: "AR" | "EN";
}

/** One patient's answers, question by question as the form shows them. */
export function drawAnswers(random: Random, definition: FormDefinition, answering: Answering): Answers {
  const answers: Record<string, Answer> = {};
  for (const question of definition.questions) {
    if (!questionsOnPath(definition, answers).some(({ id }) => id === question.id)) continue;
    const answer = drawAnswer(random, question, answering);
    if (answer) answers[question.id] = answer;
  }
  return answers;
}

function drawAnswer(random: Random, question: FormQuestion, { mood, topic, language }: Answering): Answer | null {
  if (question.type === "TEXT") return drawComment(random, mood, topic, language);
  if (question.allowsNotApplicable && random.chance(0.08)) return { value: null, isNotApplicable: true };
  if (!question.isRequired && random.chance(question.type === "MULTIPLE_CHOICE" ? 0.08 : 0.1)) return null;
  const level = share(mood.level + random.normal(0, 0.1));
  const scale = scaleOf(question);
  if (scale) return { value: scale.min + Math.round(level * (scale.max - scale.min)) };
  const codes = codesOf(question).filter((code) => !isNotApplicableCode(question, code));
  if (question.type === "YES_NO") return { value: random.chance(0.08 + 0.9 * level) ? "YES" : "NO" };
  if (question.type === "MULTIPLE_CHOICE") {
    // The first reasons are the usual ones.
    const chosen = codes.filter((_, i) => random.chance(0.62 / (1 + 0.55 * i)));
    return { value: chosen.length > 0 ? chosen : [random.pick(codes)] };
  }
  // Choices are written from the best to the worst; the last one, where it says “does not apply to me”, comes now and then.
  if (random.chance(0.12)) return { value: codes.at(-1) as string };
  return { value: codes[Math.min(codes.length - 2, Math.floor((1 - level) * (codes.length - 1)))] as string };
}

function drawComment(random: Random, mood: Mood, topic: Topic, language: "AR" | "EN"): Answer | null {
  if (!random.chance(mood.isBad ? 0.52 : 0.16)) return null;
  const [negative, positive] = (language === "AR" ? arabicComments : englishComments)[topic];
  return { value: random.pick(mood.level < 0.55 ? negative : positive) };
}
