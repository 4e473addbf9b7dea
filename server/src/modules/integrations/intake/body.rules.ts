import {
  readEvent,
  type AcceptedEvent,
  type EventProblem,
  type EventReading,
  type ReadingFacts,
} from "./event.rules.ts";
import { rawElements, rawMembers, skipSpace } from "./raw-json.ts";

export const maxEventBytes = 1024 * 1024;
export const maxBatchBytes = 8 * 1024 * 1024;
export const maxBatchEvents = 1_000;

/** What the text of a body is, before any event of it is read. */
export type BodyReading =
  | { readonly kind: "malformed" }
  | { readonly kind: "tooLarge" }
  | { readonly kind: "wrong"; readonly problems: readonly EventProblem[] }
  | { readonly kind: "single"; readonly text: string; readonly value: object }
  | { readonly kind: "batch"; readonly items: readonly { readonly text: string; readonly value: unknown }[] };

/** IN-1: an event, or `{"events":[…]}` with 1 to 1,000 of them. Only a batch may be larger than 1 MiB. */
export function readBody(text: string, bytes: number): BodyReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: bytes > maxEventBytes ? "tooLarge" : "malformed" };
  }
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const isBatch = isObject && Object.hasOwn(value as object, "events");
  if (!isBatch && bytes > maxEventBytes) return { kind: "tooLarge" };
  const wrong = (pointer: string, code: EventProblem["code"]): BodyReading => ({
    kind: "wrong",
    problems: [{ pointer, code }],
  });
  if (!isObject) return wrong("", "WRONG_TYPE");
  const start = skipSpace(text, 0);
  if (!isBatch) return { kind: "single", text: text.slice(start), value: value as object };

  const { events } = value as { events: unknown };
  if (!Array.isArray(events)) return wrong("/events", "WRONG_TYPE");
  const spans = rawMembers(text, start).filter((member) => member.key === "events");
  const [span] = spans;
  if (!span || spans.length > 1) return wrong("/events", "DUPLICATE_KEY");
  if (events.length === 0) return wrong("/events", "EMPTY_BATCH");
  if (events.length > maxBatchEvents) return wrong("/events", "TOO_MANY");
  const elements = rawElements(text, span.start);
  return {
    kind: "batch",
    items: elements.map((raw, index) => ({ text: text.slice(raw.start, raw.end), value: events[index] as unknown })),
  };
}

/** Every event of a batch for itself: one that is wrong does not sink the others. */
export function readBatch(
  items: readonly { readonly text: string; readonly value: unknown }[],
  facts: ReadingFacts,
): EventReading[] {
  return items.map((item, index) => readEvent(item.text, item.value, facts, `/events/${index}`));
}

export const acceptedOf = (readings: readonly EventReading[]): AcceptedEvent[] =>
  readings.flatMap((reading) => ("event" in reading ? [reading.event] : []));
