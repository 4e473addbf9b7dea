import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { closingLine, tally } from "./test-report.ts";

test("a test file that cannot be loaded counts as one failed", () => {
  const file = join(mkdtempSync(join(tmpdir(), "px360-report-")), "result.json");
  const testResults = [
    { status: "passed", assertionResults: [{}, {}] },
    { status: "failed", assertionResults: [{}] },
    { status: "failed", assertionResults: [] },
  ];
  writeFileSync(
    file,
    JSON.stringify({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults }),
  );
  expect(closingLine(tally(file))).toBe("2 passed, 2 failed");
});

test("no report, no tests", () => {
  expect(closingLine(tally("/nowhere/result.json"))).toBe("0 passed, 0 failed");
});
