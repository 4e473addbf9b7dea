import { describe, expect, it } from "vitest";
import { changedLines, keysOf } from "./version-lines.ts";

const line = (key: string, text: string) => ({ key, label: `Label of ${key}`, text });

describe("two versions side by side", () => {
  it("say what differs: changed, new and gone; what is the same is left out", () => {
    const older = [line("zone", "Riyadh"), line("sunday", "08:00"), line("founding", "22 February")];
    const newer = [line("zone", "Riyadh"), line("sunday", "10:00"), line("eid", "20 March")];
    expect(changedLines(older, newer)).toEqual([
      { key: "sunday", label: "Label of sunday", before: "08:00", after: "10:00" },
      { key: "eid", label: "Label of eid", before: null, after: "20 March" },
      { key: "founding", label: "Label of founding", before: "22 February", after: null },
    ]);
    expect(changedLines(older, older)).toEqual([]);
  });

  it("know a holiday that moved within its year as the same, and two of one name apart", () => {
    const eid = (from: string) => ({ nameEn: "Eid", from });
    expect(keysOf([eid("2026-03-20")])).toEqual(keysOf([eid("2026-03-21")]));
    expect(new Set(keysOf([eid("2026-03-20"), eid("2026-05-27"), eid("2027-03-10")])).size).toBe(3);
  });
});
