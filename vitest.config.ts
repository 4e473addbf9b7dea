import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Longest first. Without durations of an earlier run Vitest goes by the size of files, and a walk over all screens is a small file: it would
 * begin last and leave the other worker nothing to do.
 */
class WalksFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      /\/(all-screens|roles)\.spec\.ts$/.test(moduleId) ? 0 : moduleId.endsWith(".spec.ts") ? 1 : 2;
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

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
    sequence: { sequencer: WalksFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes at once on a quiet machine, and in its own time on a busy one.
    expect: { poll: { timeout: 10_000 } },
  },
});
