import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { fingerprint } from "./client-build.ts";

test("the client is built again when a source of it changed, not when something else did", () => {
  const root = mkdtempSync(join(tmpdir(), "px360-build-"));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const changes = (path: string, text: string): boolean => {
    const before = fingerprint(root);
    put(path, text);
    return fingerprint(root) !== before;
  };
  put("client/src/main.ts", "1");

  expect(changes("client/src/main.ts", "2")).toBe(true);
  expect(changes("client/src/app/App.vue", "new")).toBe(true);
  expect(changes("schema.graphql", "type Query")).toBe(true);
  expect(changes("package-lock.json", "{}")).toBe(true);

  expect(changes("client/src/main.ts", "2")).toBe(false); // newer, and the same
  expect(changes("client/dist/index.html", "made")).toBe(false);
  expect(changes("client/src/generated/graphql.ts", "made")).toBe(false);
  expect(changes("client/node_modules/x/index.js", "")).toBe(false);
  expect(changes("server/src/main.ts", "")).toBe(false);
});
