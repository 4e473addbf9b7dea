import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { localSecrets } from "./secrets.ts";

const newDir = (): string => mkdtempSync(join(tmpdir(), "px360-secrets-"));

test("made once, kept for the next start, readable by nobody else", () => {
  const dir = newDir();
  const secrets = localSecrets(dir);
  expect(Object.values(secrets).map((key) => Buffer.from(key, "base64").length)).toEqual([32, 32, 32]);
  expect(localSecrets(dir)).toEqual(secrets);
  expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a damaged file is never replaced: what its keys encrypted would be lost", () => {
  const dir = newDir();
  writeFileSync(join(dir, "secrets.json"), "{");
  expect(() => localSecrets(dir)).toThrow(/Restore it/);
});
