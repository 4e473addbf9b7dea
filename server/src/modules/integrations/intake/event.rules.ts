import { createHash } from "node:crypto";
import { cleanIdentifier, hasBadText } from "./event-text.ts";
import type { IntakeCode } from "./intake.messages.ts";
import { readOccurredAt } from "./occurred-at.ts";
import { canonicalText, nestingOf, rawMembers } from "./raw-json.ts";

/** Who posts, as far as the content matters. */
export interface Feed {
  readonly sourceSystem: string;
  /** Hospitals it speaks for; null: the whole group. */
  readonly hospitalIds: readonly string[] | null;
}

export interface ReadingFacts {
  readonly feed: Feed;
  readonly now: Date;
  hospitalIdOf(code: string): string | null;
}

/** An event that may be stored. */
export interface AcceptedEvent {
  readonly sourceSystem: string;
  readonly externalId: string | null;
  readonly eventCode: string;
  readonly encounterId: string;
  readonly patientIdentifier: string | null;
  readonly hospitalCode: string | null;
  readonly hospitalId: string | null;
  /** Null: when it was received. */
  readonly occurredAt: Date | null;
  /** As sent. */
  readonly payload: string | null;
  /** What makes it the same event (IN-3). */
  readonly key: string;
  /** The key serves for a day only: it is a hash of the content. */
  readonly isKeyOfContent: boolean;
}

export interface EventProblem {
  readonly pointer: string;
  readonly code: IntakeCode;
}

export type EventReading = { readonly event: AcceptedEvent } | { readonly problems: readonly EventProblem[] };

const maxPayloadBytes = 64 * 1024;
const maxNesting = 64;

/** Reads one event. `text` is JSON that parsed to `value`, its own slice of the body. Pure; never throws. */
export function readEvent(text: string, value: unknown, facts: ReadingFacts, pointer: string): EventReading {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { problems: [{ pointer, code: "WRONG_TYPE" }] };
  const problems: EventProblem[] = [];
  const complain = (field: string, code: IntakeCode) => void problems.push({ pointer: `${pointer}/${field}`, code });
  const spans = rawMembers(text, 0);
  for (const field of repeated(spans.map((span) => span.key))) complain(field, "DUPLICATE_KEY");

  // Own properties only: `__proto__` in a body is a key like any other.
  const given = (field: string): unknown =>
    (Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined) ?? null;
  const identifier = (field: string, isRequired: boolean): string | null => {
    const raw = given(field);
    if (raw === null) {
      if (isRequired) complain(field, "REQUIRED");
      return null;
    }
    const cleaned = cleanIdentifier(raw);
    if ("text" in cleaned) return cleaned.text;
    complain(field, cleaned.problem);
    return null;
  };

  const sourceSystem = identifier("source_system", true);
  if (sourceSystem !== null && sourceSystem !== facts.feed.sourceSystem)
    complain("source_system", "SOURCE_NOT_ALLOWED");
  const eventCode = identifier("event_code", true);
  const encounterId = identifier("encounter_id", true);
  const externalId = identifier("event_id", false);
  const patientIdentifier = identifier("patient_identifier", false);
  const hospitalCode = identifier("hospital_code", false);
  const isCodeReadable = hospitalCode !== null || given("hospital_code") === null;
  const hospital = isCodeReadable ? findHospital(facts, hospitalCode) : { id: null };
  if ("problem" in hospital) complain("hospital_code", hospital.problem);

  let occurredAt: Date | null = null;
  if (given("occurred_at") !== null) {
    const read = readOccurredAt(given("occurred_at"), facts.now);
    if ("at" in read) occurredAt = read.at;
    else complain("occurred_at", read.problem);
  }

  let payload: string | null = null;
  if (given("payload") !== null) {
    const span = spans.findLast((candidate) => candidate.key === "payload");
    const raw = span ? text.slice(span.start, span.end) : "";
    const wrong = findPayloadProblem(raw, given("payload"));
    if (wrong) complain("payload", wrong);
    else payload = raw;
  }

  if (problems.length > 0 || sourceSystem === null || eventCode === null || encounterId === null) return { problems };
  const hospitalId = "id" in hospital ? hospital.id : null;
  const content = {
    sourceSystem,
    externalId,
    eventCode,
    encounterId,
    patientIdentifier,
    hospitalCode,
    hospitalId,
    occurredAt,
    payload,
  };
  return { event: { ...content, ...keyOf(content, facts.feed) } };
}

const known = new Set([
  "source_system",
  "event_id",
  "event_code",
  "encounter_id",
  "patient_identifier",
  "hospital_code",
  "occurred_at",
  "payload",
]);

/** IN-5: two values for one field are no statement. Only fields that count are named: a foreign key may hold anything. */
function repeated(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => known.has(key) && keys.indexOf(key) !== index))];
}

/** IN-7: the hospital that the code names, within what the credentials speak for; else the only one they speak for. */
function findHospital(
  { feed, hospitalIdOf }: ReadingFacts,
  code: string | null,
): { id: string | null } | { problem: IntakeCode } {
  if (code === null) {
    if (feed.hospitalIds === null) return { id: null };
    return feed.hospitalIds.length === 1 ? { id: feed.hospitalIds[0] ?? null } : { problem: "REQUIRED" };
  }
  const id = hospitalIdOf(code);
  if (id === null) return { problem: "UNKNOWN_HOSPITAL" };
  return feed.hospitalIds === null || feed.hospitalIds.includes(id) ? { id } : { problem: "HOSPITAL_NOT_ALLOWED" };
}

/** IN-6. Says only that the payload is wrong, not where: its keys may be patient data, and a pointer would echo them. */
function findPayloadProblem(raw: string, value: unknown): IntakeCode | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "WRONG_TYPE";
  if (raw.length > maxPayloadBytes || Buffer.byteLength(raw) > maxPayloadBytes) return "TOO_LARGE";
  if (nestingOf(raw) > maxNesting) return "TOO_DEEP";
  return hasBadText(raw, value) ? "BAD_CHARACTER" : null;
}

/** IN-3: the sender's id, else the content. Each feed has ids of its own: two hospitals' systems may count alike. */
function keyOf(
  event: Omit<AcceptedEvent, "key" | "isKeyOfContent">,
  feed: Feed,
): Pick<AcceptedEvent, "key" | "isKeyOfContent"> {
  const owner = feed.hospitalIds === null ? "*" : [...feed.hospitalIds].sort().join("+");
  if (event.externalId !== null) return { key: `id:${owner}:${event.externalId}`, isKeyOfContent: false };
  const content = JSON.stringify([
    event.eventCode,
    event.encounterId,
    event.patientIdentifier,
    event.hospitalCode,
    event.occurredAt,
    event.payload === null ? null : canonicalText(event.payload),
  ]);
  return { key: `hash:${owner}:${createHash("sha256").update(content).digest("base64url")}`, isKeyOfContent: true };
}
