import { describe, expect, it } from "vitest";
import { shownValue } from "./changed-value.ts";

describe("CO-41: a value of the trail", () => {
  it.each([
    [null, "none"],
    ["", "none"],
    [[], "none"],
    [{}, "none"],
    [false, "flag"],
    [0, "text"],
    ["2026-11-25", "text"],
    ["2026-11-25T10:00:00.000Z", "time"],
    ["2026-11-25T13:00:00+03:00", "time"],
    ["2026-13-45T99:00:00Z", "text"],
    ["0198f2f0-7a10-7aaa-8bbb-0123456789ab", "id"],
    ["a".repeat(64), "id"],
    ["MRN-0198f2f0", "text"],
    [["a"], "list"],
    [{ a: 1 }, "record"],
  ])("%j is drawn as %s", (value, kind) => expect(shownValue(value).kind).toBe(kind));
});
