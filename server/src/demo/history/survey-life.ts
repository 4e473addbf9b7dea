import type { Language } from "../../modules/core/index.ts";
import { judge, type SuppressionReason } from "../../modules/notifications/sending.rules.ts";
import type { Answers, SurveyDefinition } from "../../modules/surveys/index.ts";
import { SurveyStatus } from "../../modules/surveys/index.ts";
import { checkAnswers } from "../../modules/surveys/survey.answers.ts";
import { isNegative, scoreSurvey, type ScoreExplanation } from "../../modules/surveys/survey.scoring.ts";
import { dayMs, hourMs, hourOf, minuteMs, plus, startOfDay } from "../day/clock.ts";
import type { Random } from "../random.ts";
import type { SeededSurvey } from "../rows/seed-templates.ts";
import { drawAnswers, drawMood } from "./answering.ts";

export interface SurveyFacts {
  readonly survey: SeededSurvey;
  readonly createdAt: Date;
  readonly occurredAt: Date;
  readonly isAutoSend: boolean;
  readonly language: Language;
  readonly hasConsent: boolean;
  readonly hasMobile: boolean;
  /** Probabilities, 0–1. */
  readonly risk: number;
  readonly response: number;
  readonly hospitalThreshold: number;
  readonly rules: HospitalRules;
  readonly now: Date;
}

/** What the hospital has set about sending. */
export interface HospitalRules {
  readonly sendingWindowHours: number;
  readonly surveyValidDays: number;
  readonly reminderAfterHours: number | null;
  readonly maxReminders: number;
  readonly fatigueMaxInvitations: number;
  readonly fatigueDays: number;
}

export interface SurveyMessage {
  readonly purpose: "SURVEY_INVITATION" | "SURVEY_REMINDER";
  readonly queuedAt: Date;
  readonly settledAt: Date;
  readonly sendBefore: Date;
  readonly suppression: SuppressionReason | null;
}

export interface SurveyAnswer {
  readonly answers: Answers;
  readonly explanation: ScoreExplanation;
  readonly isNegative: boolean;
  readonly threshold: number;
  readonly hasComment: boolean;
}

export interface SurveyLife {
  readonly status: SurveyStatus;
  readonly sentAt: Date | null;
  readonly openedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly expiresAt: Date | null;
  readonly nextReminderAt: Date | null;
  readonly remindersSent: number;
  readonly suppression: SuppressionReason | null;
  readonly messages: readonly SurveyMessage[];
  readonly answer: SurveyAnswer | null;
}

const unsent = {
  sentAt: null,
  openedAt: null,
  answeredAt: null,
  expiresAt: null,
  nextReminderAt: null,
  remindersSent: 0,
  answer: null,
} as const;

/** From the completed stage to the answer, or to the silence after it, as far as it has come by now. `invitations`: of this patient. */
export function liveSurvey(random: Random, facts: SurveyFacts, invitations: Date[]): SurveyLife {
  const { rules, now } = facts;
  const queuedAt = facts.isAutoSend ? facts.createdAt : sentByHand(random, facts.createdAt);
  if (!queuedAt || queuedAt >= now) return { ...unsent, status: SurveyStatus.PENDING, suppression: null, messages: [] };
  const settledAt = plus(queuedAt, random.between(200, 2_500));
  const sendBefore = plus(facts.isAutoSend ? facts.occurredAt : queuedAt, rules.sendingWindowHours * hourMs);
  const since = plus(settledAt, -rules.fatigueDays * dayMs);
  const verdict = judge({
    now: settledAt,
    sendBefore,
    isPatient: true,
    isReachable: true,
    hasConsent: facts.hasConsent,
    hasAddress: facts.hasMobile,
    isChannelOn: true,
    quietUntil: null,
    isInvitation: true,
    invitationsSent: invitations.filter((each) => each > since).length,
    maxInvitations: rules.fatigueMaxInvitations,
  });
  const invitation: SurveyMessage = {
    purpose: "SURVEY_INVITATION",
    queuedAt,
    settledAt,
    sendBefore,
    suppression: null,
  };
  if (verdict.kind === "SUPPRESS") {
    const messages = [{ ...invitation, suppression: verdict.reason }];
    return { ...unsent, status: SurveyStatus.SUPPRESSED, suppression: verdict.reason, messages };
  }
  invitations.push(settledAt);
  return afterSending(random, facts, invitation);
}

/** The PX team sends most of those that nobody sends by itself, in the office hours of the next days. */
function sentByHand(random: Random, createdAt: Date): Date | null {
  return random.chance(0.65)
    ? plus(startOfDay(createdAt), random.int(1, 2) * dayMs + random.between(8.5, 15.5) * hourMs)
    : null;
}

function afterSending(random: Random, facts: SurveyFacts, invitation: SurveyMessage): SurveyLife {
  const { rules, now } = facts;
  const sentAt = invitation.settledAt;
  const expiresAt = plus(sentAt, rules.surveyValidDays * dayMs);
  const reminderDue =
    rules.reminderAfterHours === null || rules.maxReminders < 1
      ? null
      : plus(sentAt, rules.reminderAfterHours * hourMs);
  const isBad = random.chance(facts.risk);
  const answeredAt = drawAnswerTime(random, facts, sentAt, reminderDue, isBad);
  const isAnswered = answeredAt !== null && answeredAt < expiresAt && answeredAt < now;
  const reminder =
    reminderDue && reminderDue < now && !(isAnswered && answeredAt < reminderDue)
      ? remind(random, reminderDue, expiresAt)
      : null;
  const messages = reminder ? [invitation, reminder] : [invitation];
  const remindersSent = reminder ? 1 : 0;
  if (isAnswered) {
    return {
      status: SurveyStatus.ANSWERED,
      sentAt,
      openedAt: plus(answeredAt, -random.between(25, 240) * 1_000),
      answeredAt,
      expiresAt,
      nextReminderAt: null,
      remindersSent,
      suppression: null,
      messages,
      answer: answer(random, facts, isBad),
    };
  }
  const seen = random.chance(0.16) ? plus(sentAt, random.logNormal(90, 1.2) * minuteMs) : null;
  const openedAt = seen && seen < now && seen < expiresAt ? seen : null;
  const isOver = expiresAt <= now;
  return {
    status: isOver ? SurveyStatus.EXPIRED : openedAt ? SurveyStatus.OPENED : SurveyStatus.SENT,
    sentAt,
    openedAt,
    answeredAt: null,
    expiresAt,
    nextReminderAt: !isOver && !reminder ? reminderDue : null,
    remindersSent,
    suppression: null,
    messages,
    answer: null,
  };
}

function remind(random: Random, dueAt: Date, expiresAt: Date): SurveyMessage {
  // The tick that looks for reminders comes once a minute.
  const queuedAt = plus(dueAt, random.between(1, 60) * 1_000);
  return {
    purpose: "SURVEY_REMINDER",
    queuedAt,
    settledAt: plus(queuedAt, random.between(200, 2_500)),
    sendBefore: expiresAt,
    suppression: null,
  };
}

/** Most who answer do so within hours, some after the reminder, hardly anybody in the small hours. Who suffered answers more often. */
function drawAnswerTime(
  random: Random,
  { response, risk }: SurveyFacts,
  sentAt: Date,
  reminderDue: Date | null,
  isBad: boolean,
): Date | null {
  if (!random.chance(Math.min(0.9, response * (isBad ? 1.2 : 1 - 0.1 * risk)))) return null;
  const isReminded = reminderDue !== null && random.chance(0.24);
  const at = isReminded
    ? plus(reminderDue, (2 + random.logNormal(60, 1.1)) * minuteMs)
    : plus(sentAt, (2 + random.logNormal(110, 1.3)) * minuteMs);
  const hour = hourOf(at);
  return hour < 6.5 && random.chance(0.85) ? plus(at, (7.5 - hour + random.between(0, 3)) * hourMs) : at;
}

function answer(random: Random, { survey, language, hospitalThreshold }: SurveyFacts, isBad: boolean): SurveyAnswer {
  const definition: SurveyDefinition = survey.definition;
  const drawn = drawAnswers(random, definition, { mood: drawMood(random, isBad), topic: survey.topic, language });
  const { answers, problems } = checkAnswers(definition, drawn, "FINAL");
  if (problems.length > 0) throw new Error(`the demo's answers are not valid: ${JSON.stringify(problems)}`);
  const explanation = scoreSurvey(definition, answers);
  const threshold = survey.negativeThreshold ?? hospitalThreshold;
  return {
    answers,
    explanation,
    threshold,
    isNegative: isNegative(explanation.score, threshold),
    hasComment: definition.questions.some((question) => question.type === "TEXT" && answers[question.id] !== undefined),
  };
}
