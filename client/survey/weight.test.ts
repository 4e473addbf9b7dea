import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assetsOf } from "../../server/src/modules/surveys/public-page/document.ts";
import { renderSurveyPage } from "../../server/src/modules/surveys/public-page/survey-page.ts";
import { WARD_SURVEY } from "../../server/src/modules/surveys/survey.sample.ts";

const LIMIT_BYTES = 30 * 1024;
const BASE = "/survey-form/";

/** Built here, so that a stale client/dist-survey can't pass for the present one. */
const folder = mkdtempSync(join(tmpdir(), "survey-weight-"));
let page = "";
let files: string[] = [];
const text = (name: string): string => readFileSync(join(folder, name), "utf8");

beforeAll(async () => {
  const configFile = fileURLToPath(new URL("vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir: folder } });
  const assets = assetsOf(JSON.parse(text(".vite/manifest.json")) as Parameters<typeof assetsOf>[0], BASE);
  files = [assets.script, assets.style].map((address) => address.slice(BASE.length));
  page = renderSurveyPage({
    definition: WARD_SURVEY,
    language: "AR",
    answers: {},
    hospitalNameAr: "مستشفى الملك سلمان التخصصي",
    hospitalNameEn: "King Salman Specialist Hospital",
    assets,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("SV-15 the weight of the form", () => {
  test("SV-15 page, script and style of five questions take at most 30 KB (brotli)", () => {
    const sizes = [page, ...files.map(text)].map((content) => brotliCompressSync(content).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  test("SV-15 three requests: the page, one script, one style sheet, and the page asks for nothing else", () => {
    expect(readdirSync(join(folder, "assets"))).toHaveLength(2);
    const asked = [...page.matchAll(/(?:src|href)="([^"?][^"]*)"/g)].map((match) => match[1]);
    expect(asked.sort()).toEqual(["data:,", ...files.map((file) => BASE + file)].sort());
  });

  test("SV-15 no third party and no chunk: neither script nor style loads anything more", () => {
    for (const content of files.map(text))
      expect(content).not.toMatch(/https?:\/\/|@import|url\(|\bimport\b\s*[("'{]|node:/);
  });
});
