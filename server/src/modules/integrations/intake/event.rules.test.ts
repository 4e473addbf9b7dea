import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBatch, readBody } from "./body.rules.ts";
import { readEvent, type ReadingFacts } from "./event.rules.ts";
import { intakeMessages } from "./intake.messages.ts";
import { readOccurredAt } from "./occurred-at.ts";

const now = new Date("2026-11-23T09:00:00Z");
const facts: ReadingFacts = {
  now,
  feed: { sourceSystem: "HIS", hospitalIds: null },
  hospitalIdOf: (code) => (code === "OLAYA" ? "hospital-1" : code === "NUZHA" ? "hospital-2" : null),
};
const good = { source_system: "HIS", event_code: "LAB_ORDER_COMPLETED", encounter_id: "E-1" };

function read(body: unknown, given: Partial<ReadingFacts> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readEvent(text, JSON.parse(text), { ...facts, ...given }, "");
}
const problemsOf = (body: unknown, given?: Partial<ReadingFacts>) => {
  const reading = read(body, given);
  return "problems" in reading ? reading.problems.map(({ pointer, code }) => `${pointer} ${code}`) : [];
};
function eventOf(body: unknown, given?: Partial<ReadingFacts>) {
  const reading = read(body, given);
  if (!("event" in reading)) throw new Error(JSON.stringify(reading));
  return reading.event;
}

describe("IN-5: fields", () => {
  it.each<[string, unknown, string[]]>([
    ["nothing", {}, ["/source_system REQUIRED", "/event_code REQUIRED", "/encounter_id REQUIRED"]],
    ["an array", [], [" WRONG_TYPE"]],
    ["a number for an id", { ...good, encounter_id: 7 }, ["/encounter_id WRONG_TYPE"]],
    ["an object for an id", { ...good, event_code: { a: 1 } }, ["/event_code WRONG_TYPE"]],
    ["an empty id", { ...good, encounter_id: "  " }, ["/encounter_id EMPTY"]],
    ["an empty optional id", { ...good, event_id: "" }, ["/event_id EMPTY"]],
    ["129 characters", { ...good, encounter_id: "x".repeat(129) }, ["/encounter_id TOO_LONG"]],
    ["a megabyte", { ...good, encounter_id: "x".repeat(1_000_000) }, ["/encounter_id TOO_LONG"]],
    ["NUL", { ...good, encounter_id: "E\u0000" }, ["/encounter_id BAD_CHARACTER"]],
    ["a control character", { ...good, event_code: "A\u001bB" }, ["/event_code BAD_CHARACTER"]],
    ["a C1 control character", { ...good, event_code: "A\u0085B" }, ["/event_code BAD_CHARACTER"]],
    ["a lone surrogate", { ...good, patient_identifier: "MRN\ud800" }, ["/patient_identifier BAD_CHARACTER"]],
    ["another source", { ...good, source_system: "LAB" }, ["/source_system SOURCE_NOT_ALLOWED"]],
    ["an unknown hospital", { ...good, hospital_code: "NOWHERE" }, ["/hospital_code UNKNOWN_HOSPITAL"]],
    [
      "a prototype in place of fields",
      '{"__proto__":{"source_system":"HIS","event_code":"A","encounter_id":"E"}}',
      ["/source_system REQUIRED", "/event_code REQUIRED", "/encounter_id REQUIRED"],
    ],
    [
      "a key twice",
      '{"source_system":"HIS","event_code":"A","encounter_id":"E-1","encounter_id":"E-2"}',
      ["/encounter_id DUPLICATE_KEY"],
    ],
    [
      "a key twice, once escaped",
      '{"source_system":"HIS","event_code":"A","encounter_id":"E-1","encounter\\u005fid":"E-2"}',
      ["/encounter_id DUPLICATE_KEY"],
    ],
  ])("refuses %s", (_name, body, problems) => expect(problemsOf(body)).toEqual(problems));

  it("trims, composes to NFC and counts characters, not UTF-16 units", () => {
    expect(eventOf({ ...good, encounter_id: "  E\u0301-1\n" }).encounterId).toBe("\u00c9-1");
    expect(eventOf({ ...good, encounter_id: "😀".repeat(128) }).encounterId).toHaveLength(256);
    expect(eventOf({ ...good, encounter_id: " ".repeat(2_000) + "E-1" }).encounterId).toBe("E-1");
  });

  it("takes null for left out, and ignores fields that it does not know", () => {
    const event = eventOf({
      ...good,
      event_id: null,
      patient_identifier: null,
      hospital_code: null,
      occurred_at: null,
      payload: null,
      more: [[1]],
    });
    expect(event).toMatchObject({
      externalId: null,
      patientIdentifier: null,
      hospitalCode: null,
      occurredAt: null,
      payload: null,
    });
  });
});

describe("IN-4: occurred_at", () => {
  it.each([
    ["2026-11-23T08:15:00+03:00", "2026-11-23T05:15:00.000Z"],
    ["2026-11-23t08:15:00z", "2026-11-23T08:15:00.000Z"],
    ["2026-11-23T08:15:00.1234567Z", "2026-11-23T08:15:00.123Z"],
    ["2026-11-23T01:15:00-08:00", "2026-11-23T09:15:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2026-11-23T09:05:00Z", "2026-11-23T09:05:00.000Z"],
  ])("reads %s", (text, iso) => {
    const read = readOccurredAt(text, new Date("2026-11-23T09:10:00Z"));
    expect("at" in read && read.at.toISOString()).toBe(iso);
  });

  it.each([
    "2026-11-23",
    "2026-11-23T08:15:00",
    "2026-11-23 08:15:00Z",
    "2026-11-23T08:15Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23T08:60:00Z",
    "2026-11-23T08:15:61Z",
    "2026-11-23T08:15:00+24:00",
    "2026-11-23T08:15:00+03:60",
    "0000-01-01T00:00:00Z",
    "1899-12-31T23:59:59Z",
    "+12026-11-23T08:15:00Z",
    "٢٠٢٦-١١-٢٣T08:15:00Z",
    "",
    "yesterday",
    `2026-11-23T08:15:00.${"1".repeat(500)}Z`,
  ])("refuses %s", (text) => expect(readOccurredAt(text, now)).toEqual({ problem: "BAD_TIME" }));

  it("allows for clocks that are five minutes ahead, and no more", () => {
    expect(readOccurredAt("2026-11-23T09:05:00Z", now)).toHaveProperty("at");
    expect(readOccurredAt("2026-11-23T09:05:00.001Z", now)).toEqual({ problem: "IN_FUTURE" });
    expect(readOccurredAt(1_700_000_000, now)).toEqual({ problem: "WRONG_TYPE" });
  });
});

describe("IN-6: payload", () => {
  const withPayload = (payload: string) =>
    `{"source_system":"HIS","event_code":"A","encounter_id":"E","payload":${payload}}`;

  it.each([
    ["an array", "[]", "WRONG_TYPE"],
    ["a string", '"x"', "WRONG_TYPE"],
    ["a number", "1", "WRONG_TYPE"],
    ["false", "false", "WRONG_TYPE"],
    ["more than 64 KiB", `{"a":"${"x".repeat(65_536)}"}`, "TOO_LARGE"],
    ["more than 64 KiB of UTF-8", `{"a":"${"م".repeat(33_000)}"}`, "TOO_LARGE"],
    ["deep nesting", `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, "TOO_DEEP"],
    ["NUL", '{"a":{"b":["x\\u0000"]}}', "BAD_CHARACTER"],
    ["a lone surrogate", '{"a":"\\udc00"}', "BAD_CHARACTER"],
    ["a bad key", '{"a\\u0007":1}', "BAD_CHARACTER"],
    ["DEL", '{"a":"\u007f"}', "BAD_CHARACTER"],
  ])("refuses %s, without saying where", (_name, payload, code) =>
    expect(problemsOf(withPayload(payload))).toEqual([`/payload ${code}`]),
  );

  it.each([
    '{"n":1e400,"id":12345678901234567890}',
    '{ "b":1, "a":2 }',
    '{"__proto__":{"x":1},"constructor":null}',
    '{"note":"line\\nbreak\\ttab \\\\u0000"}',
    '{"a":1,"a":2}',
    '{"name":"\\u0645\\u062d\\u0645\\u062f"}',
    "{}",
  ])("keeps %s exactly as it was sent", (payload) => expect(eventOf(withPayload(payload)).payload).toBe(payload));
});

describe("IN-7: hospital", () => {
  const bound = { feed: { sourceSystem: "HIS", hospitalIds: ["hospital-1"] } };
  const two = { feed: { sourceSystem: "HIS", hospitalIds: ["hospital-1", "hospital-2"] } };
  it("comes from the code, else from credentials of one hospital", () => {
    expect(eventOf({ ...good, hospital_code: "OLAYA" }).hospitalId).toBe("hospital-1");
    expect(eventOf(good).hospitalId).toBeNull();
    expect(eventOf(good, bound).hospitalId).toBe("hospital-1");
    expect(eventOf({ ...good, hospital_code: "NUZHA" }, two).hospitalId).toBe("hospital-2");
  });
  it("is refused outside what the credentials speak for", () => {
    expect(problemsOf({ ...good, hospital_code: "NUZHA" }, bound)).toEqual(["/hospital_code HOSPITAL_NOT_ALLOWED"]);
    expect(problemsOf(good, two)).toEqual(["/hospital_code REQUIRED"]);
    expect(problemsOf({ ...good, hospital_code: 5 }, two)).toEqual(["/hospital_code WRONG_TYPE"]);
  });
});

describe("IN-3: what makes it the same event", () => {
  it("is the sender's id when there is one", () => {
    expect(eventOf({ ...good, event_id: "1" }).key).toBe(eventOf({ ...good, event_id: " 1", encounter_id: "E-2" }).key);
    expect(eventOf({ ...good, event_id: "1" })).toMatchObject({ key: "id:*:1", isKeyOfContent: false });
  });
  it("is the content otherwise, however it is written", () => {
    const one = eventOf('{"source_system":"HIS","event_code":"A","encounter_id":"E","payload":{"a":1,"b":[2]}}');
    const same = eventOf(
      '{ "payload" : {"b":[ 2 ],"a":1}, "encounter_id":" E", "event_code":"A","source_system":"HIS"}',
    );
    const other = eventOf('{"source_system":"HIS","event_code":"A","encounter_id":"E","payload":{"a":1,"b":[3]}}');
    expect(one.isKeyOfContent).toBe(true);
    expect(same.key).toBe(one.key);
    expect(other.key).not.toBe(one.key);
  });
  it("differs between feeds of different hospitals, whose systems may count alike", () => {
    const keys = ["hospital-1", "hospital-2"].map(
      (id) => eventOf({ ...good, event_id: "1" }, { feed: { sourceSystem: "HIS", hospitalIds: [id] } }).key,
    );
    expect(new Set(keys).size).toBe(2);
  });
});

describe("whatever is sent", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc
      .record(
        {
          source_system: fc.jsonValue(),
          event_id: fc.jsonValue(),
          event_code: fc.jsonValue(),
          encounter_id: fc.string({ unit: "binary" }),
          hospital_code: fc.jsonValue(),
          occurred_at: fc.oneof(fc.string(), fc.jsonValue()),
          payload: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body)),
    fc.record({ events: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())) }).map((body) => JSON.stringify(body)),
  );

  it("reading never throws, and every problem has a message in both languages", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const body = readBody(text, Buffer.byteLength(text));
        const readings =
          body.kind === "single"
            ? [readEvent(body.text, body.value, facts, "")]
            : body.kind === "batch"
              ? readBatch(body.items, facts)
              : [];
        const problems =
          body.kind === "wrong"
            ? body.problems
            : readings.flatMap((reading) => ("problems" in reading ? reading.problems : []));
        for (const { code } of problems)
          expect(intakeMessages[code]).toMatchObject({
            en: expect.any(String) as string,
            ar: expect.any(String) as string,
          });
        if (body.kind === "batch")
          expect(readings).toHaveLength((JSON.parse(text) as { events: unknown[] }).events.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("IN-1: tells an event from a batch, and bounds both", () => {
    const kind = (text: string, bytes = text.length) => readBody(text, bytes);
    expect(kind("{}")).toMatchObject({ kind: "single" });
    expect(kind('{"events":[{}]}')).toMatchObject({ kind: "batch", items: [{ text: "{}" }] });
    expect(kind('{"events":[]}')).toMatchObject({ problems: [{ pointer: "/events", code: "EMPTY_BATCH" }] });
    expect(kind('{"events":{}}')).toMatchObject({ problems: [{ pointer: "/events", code: "WRONG_TYPE" }] });
    expect(kind('{"events":[{}],"events":[{}]}')).toMatchObject({ problems: [{ code: "DUPLICATE_KEY" }] });
    expect(kind(`{"events":[${"{},".repeat(1_000)}{}]}`)).toMatchObject({ problems: [{ code: "TOO_MANY" }] });
    expect(kind("[]")).toMatchObject({ problems: [{ pointer: "", code: "WRONG_TYPE" }] });
    expect(kind('{"events"', 10)).toEqual({ kind: "malformed" });
    expect(kind("{}", 1024 * 1024 + 1)).toEqual({ kind: "tooLarge" });
    expect(kind("{", 1024 * 1024 + 1)).toEqual({ kind: "tooLarge" });
    expect(kind("[".repeat(2_000_000) + "]".repeat(2_000_000), 100)).toMatchObject({ kind: "wrong" });
  });
});
