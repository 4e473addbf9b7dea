import type { Language } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import { maxSmsSegments, smsSize } from "./sms.rules.ts";
import type { NotificationPurpose } from "./notification.enums.ts";

type Values = Readonly<Record<string, string>>;

const placeholder = /\{(\w+)\}/g;

const surveyPlaceholders = ["link", "hospitalName", "stageName"] as const;
const actionPlaceholders = ["link", "hospitalName", "reference", "title", "dueAt"] as const;
const assignmentPlaceholders = ["link", "hospitalName", "reference", "title"] as const;
const deadlinePlaceholders = ["link", "hospitalName", "reference"] as const;
const complaintPlaceholders = ["hospitalName", "reference", "message"] as const;

const accountPlaceholders = ["link", "hospitalName", "userName", "expiresAt"] as const;

/** NO-5: what a text may refer to. Nothing here identifies a patient. */
export function placeholdersOf(purpose: `${NotificationPurpose}`): readonly string[] {
  if (purpose === "COMPLAINT_ASSIGNED") return assignmentPlaceholders;
  if (purpose.startsWith("COMPLAINT_") || purpose === "FEEDBACK_ANSWER") return complaintPlaceholders;
  if (purpose === "DEADLINE_DIGEST" || purpose === "CASES_ASSIGNED") return ["link", "hospitalName", "count"];
  if (purpose === "DEADLINE_ESCALATED") return [...deadlinePlaceholders, "level"];
  if (purpose.startsWith("DEADLINE_")) return deadlinePlaceholders;
  if (purpose.startsWith("SURVEY_")) return surveyPlaceholders;
  return purpose.startsWith("ACCOUNT_") ? accountPlaceholders : actionPlaceholders;
}

export function usedPlaceholders(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] as string))];
}

/** Fills the placeholders in one pass: braces in a value are text. A value that nobody gave is a fault of the caller. */
export function render(text: string, values: Values): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new MissingValue(name);
    return value;
  });
}

export class MissingValue extends Error {
  override readonly name = "MissingValue";
  constructor(readonly placeholder: string) {
    super(`no value for {${placeholder}}`);
  }
}

/**
 * NO-6: an SMS stays within two segments. When a long hospital name would break that, the name is shortened at a word, never the
 * link; when even that does not help, the text goes out whole.
 */
export function renderSms(text: string, values: Values): string {
  const whole = render(text, values);
  if (smsSize(whole).segments <= maxSmsSegments) return whole;
  const words = (values["hospitalName"] ?? "").split(/\s+/).filter(Boolean);
  for (let kept = words.length - 1; kept > 0; kept--) {
    const shorter = render(text, { ...values, hospitalName: words.slice(0, kept).join(" ") });
    if (smsSize(shorter).segments <= maxSmsSegments) return shorter;
  }
  return whole;
}

export interface Texts {
  readonly subjectAr?: string | null;
  readonly subjectEn?: string | null;
  readonly textAr: string;
  readonly textEn: string;
}

export interface RenderedMessage {
  readonly subject: string | null;
  readonly body: string;
  readonly segments: number | null;
}

export function renderMessage(
  texts: Texts,
  channel: `${Channel}`,
  language: `${Language}`,
  values: Values,
): RenderedMessage {
  const [text, subject] = language === "AR" ? [texts.textAr, texts.subjectAr] : [texts.textEn, texts.subjectEn];
  const body = channel === "SMS" ? renderSms(text, values) : render(text, values);
  return {
    subject: subject ? render(subject, values) : null,
    body,
    segments: channel === "SMS" ? smsSize(body).segments : null,
  };
}

/** A date and time as a person reads it, in the hospital's zone. */
export function readableTime(iso: string, timeZone: string, language: `${Language}`): string {
  const locale = language === "AR" ? "ar-SA-u-ca-gregory-nu-latn" : "en-GB-u-ca-gregory-nu-latn";
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(iso));
}

/** NO-9: who may not see a survey's personal link sees the address without its secret. */
export function withoutSecrets(body: string): string {
  return body.replace(/(https?:\/\/\S*\/)[^\s/]+/g, "$1…");
}
