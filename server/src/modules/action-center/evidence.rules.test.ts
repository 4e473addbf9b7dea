import { describe, expect, it } from "vitest";
import { evidenceUrl } from "./evidence.rules.ts";

describe("PX-14: addresses of evidence", () => {
  it.each([
    ["https://example.org/a", true],
    [" http://example.org ", true],
    ["javascript:alert(1)", false],
    ["file:///etc/passwd", false],
    ["data:text/html,x", false],
    ["https://", false],
    ["example.org", false],
    ["https://bank.example@evil.example/", false],
    ["", false],
  ])("PX-14: %j as a link: %s", (text, isFine) => expect(evidenceUrl(text) !== null).toBe(isFine));
});
