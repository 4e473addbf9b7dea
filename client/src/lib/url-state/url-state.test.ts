import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choices, codes, flag, ids, localDate, numberRange, range, sort, text } from "./codecs.ts";
import { readUrl, writeUrl } from "./url-state.ts";

const spec = {
  search: text(),
  status: choices(["OPEN", "CLOSED"]),
  hospital: ids(),
  stage: codes(),
  late: flag(),
  day: localDate(),
  due: range(),
  sort: sort(["DUE_AT", "CREATED_AT"]),
};

describe("readUrl", () => {
  it("reads each kind of filter", () => {
    const { state, rejected } = readUrl(spec, {
      search: " سارة ",
      status: "OPEN,CLOSED",
      stage: "OPD_MD_CONSULT",
      late: "1",
      due: "2026-11-01..2026-11-23",
      sort: "-DUE_AT",
    });
    expect(rejected).toEqual([]);
    expect(state).toEqual({
      search: "سارة",
      status: ["OPEN", "CLOSED"],
      stage: ["OPD_MD_CONSULT"],
      late: true,
      due: { from: "2026-11-01", to: "2026-11-23" },
      sort: { field: "DUE_AT", direction: "DESC" },
    });
  });

  it.each([
    ["status", "OPEN,NONSENSE"],
    ["hospital", "1; drop table"],
    ["late", "yes"],
    ["day", "2026-02-31"],
    ["due", "2026-11-23..2026-11-01"],
    ["due", "2026-11-23"],
    ["due", ".."],
    ["sort", "PASSWORD"],
    ["search", "   "],
    ["unknown", "x"],
    ["toString", "x"],
  ])("drops a bad %s and names it", (key, raw) => {
    const { state, rejected } = readUrl(spec, { [key]: raw, late: key === "late" ? raw : "1" });
    expect(rejected).toEqual([key]);
    expect(Object.hasOwn(state, key)).toBe(false);
  });

  it("drops a parameter that is given twice", () => {
    expect(readUrl(spec, { late: ["1", "0"] }).rejected).toEqual(["late"]);
  });

  it("accepts instants in a range, as the links of the command centre write them", () => {
    const due = "2026-11-22T10:00:00.000Z..2026-11-23T10:00:00.000Z";
    expect(readUrl(spec, { due }).state.due).toEqual({
      from: "2026-11-22T10:00:00.000Z",
      to: "2026-11-23T10:00:00.000Z",
    });
  });
});

describe("writeUrl", () => {
  it("leaves out what is not set and keeps one order", () => {
    const state = { late: false, status: [], search: "", hospital: undefined, day: "2026-11-23" } as const;
    expect(writeUrl(spec, state)).toEqual({ late: "0", day: "2026-11-23" });
  });

  it("gives back what it read (round trip)", () => {
    const state = fc.record(
      {
        status: fc.uniqueArray(fc.constantFrom("OPEN" as const, "CLOSED" as const), { minLength: 1 }),
        hospital: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 5 }),
        late: fc.boolean(),
        sort: fc.record({
          field: fc.constantFrom("DUE_AT" as const, "CREATED_AT" as const),
          direction: fc.constantFrom("ASC" as const, "DESC" as const),
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(state, (value) => {
        expect(readUrl(spec, writeUrl(spec, value))).toEqual({ state: value, rejected: [] });
      }),
    );
  });
});

describe("ranges of numbers", () => {
  const codec = numberRange();

  it.each(["..", "5", "5..1", "a..", "1..2..3", "1e9..", "-..3"])("refuses %s", (raw) =>
    expect(codec.parse(raw)).toBeUndefined(),
  );

  it("come back as they were written", () =>
    fc.assert(
      fc.property(fc.option(fc.integer({ min: -1e6, max: 1e6 })), fc.option(fc.nat(1e6)), (low, more) => {
        const range = { min: low, max: more === null ? null : (low ?? 0) + more };
        fc.pre(range.min !== null || range.max !== null);
        expect(codec.parse(codec.format(range))).toEqual(range);
      }),
    ));
});
