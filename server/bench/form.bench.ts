import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { assetsOf } from "../src/modules/surveys/public-page/document.ts";
import { renderSurveyPage } from "../src/modules/surveys/public-page/survey-page.ts";
import { WARD_SURVEY } from "../src/modules/surveys/survey.sample.ts";

const dist = new URL("../../client/dist-survey/", import.meta.url);
const base = "/survey-form/";

/** Weight of the patient's form with five questions: page, script and style, brotli (goal: 30 KB, 3 requests). */
export function benchForm(): { kb: number; requests: number } {
  const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8")) as Parameters<
    typeof assetsOf
  >[0];
  const assets = assetsOf(manifest, base);
  const page = renderSurveyPage({
    definition: WARD_SURVEY,
    language: "AR",
    answers: {},
    assets,
    hospitalNameAr: "مستشفى الملك سلمان التخصصي",
    hospitalNameEn: "King Salman Specialist Hospital",
  });
  const files = [assets.script, assets.style].map((address) =>
    readFileSync(new URL(address.slice(base.length), dist), "utf8"),
  );
  const bytes = [page, ...files].reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
  return { kb: Math.round(bytes / 102.4) / 10, requests: 1 + files.length };
}
