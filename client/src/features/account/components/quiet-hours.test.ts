import { describe, expect, it } from "vitest";
import { quietInput, quietValues } from "./quiet-hours.ts";

describe("SLA-11: quiet hours as a person chooses them", () => {
  it.each([
    [null, null, "HOSPITAL", { quietFrom: null, quietTo: null }],
    ["21:30", "06:00", "OWN", { quietFrom: "21:30", quietTo: "06:00" }],
    ["08:00", "08:00", "NEVER", { quietFrom: "00:00", quietTo: "00:00" }],
  ])("%s–%s is %s and is sent back as what it means", (from, to, choice, input) => {
    const values = quietValues(from, to);
    expect(values.choice).toBe(choice);
    expect(quietInput(values)).toEqual(input);
  });
});
