import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The source of the server, not its build: see "exports" in server/package.json.
  resolve: {
    conditions: ["development"],
    // Node gives everybody graphql's CommonJS build; Vite would give our source the other one, and the two refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql") }],
  },
  ssr: { resolve: { conditions: ["development", "node"] } },
  test: {
    globalSetup: ["server/src/testing/global-setup.ts"],
    include: [
      "server/**/*.test.ts",
      "workers/**/*.test.ts",
      "client/src/**/*.test.ts",
      "client/survey/**/*.test.ts",
      "client/e2e/**/*.spec.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
