import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { MAX_LINK_LENGTH, surveyLink, surveyToken, tokenHash } from "./survey.token.ts";

const KEY = randomBytes(32);

describe("SV-13 tokens", () => {
  test("SV-13 at least 128 bits, in characters that survive an SMS and a URL", () => {
    const token = surveyToken(KEY, randomUUID());
    expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(token.length * 6).toBeGreaterThanOrEqual(128);
  });

  test("SV-13 the same invitation keeps its link; another key or invitation gives another", () => {
    const id = randomUUID();
    expect(surveyToken(KEY, id)).toBe(surveyToken(KEY, id.toUpperCase()));
    expect(surveyToken(KEY, id)).not.toBe(surveyToken(KEY, randomUUID()));
    expect(surveyToken(KEY, id)).not.toBe(surveyToken(randomBytes(32), id));
  });

  test("SV-13 10,000 tokens differ", () => {
    expect(new Set(Array.from({ length: 10_000 }, () => surveyToken(KEY, randomUUID()))).size).toBe(10_000);
  });

  test("SV-13 the link has at most 60 characters and holds nothing but the token", () => {
    const token = surveyToken(KEY, randomUUID());
    const link = surveyLink("https://px.kfmc.med.sa/", token);
    expect(link).toBe(`https://px.kfmc.med.sa/s/${token}`);
    expect(link.length).toBeLessThanOrEqual(MAX_LINK_LENGTH);
    expect(() => surveyLink("https://patient-experience.hospital.example.sa", token)).toThrow(/60/);
  });

  test("SV-14 the database keeps a hash; anything at all can be hashed and looked up", () => {
    const token = surveyToken(KEY, randomUUID());
    expect(tokenHash(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(tokenHash(token)).not.toContain(token);
    for (const malformed of ["", "'; drop table", "٦", "x".repeat(5000)]) expect(tokenHash(malformed)).toHaveLength(64);
  });
});
