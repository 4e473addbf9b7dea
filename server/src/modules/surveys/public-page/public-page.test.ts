import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SurveyDefinition } from "../survey-definition.ts";
import { WARD_SURVEY, said, sampleDefinition, sampleOption, sampleQuestion } from "../survey.sample.ts";
import { SURVEY_PAGE_CSP, assetsOf } from "./document.ts";
import { embeddedJson, html } from "./html.ts";
import { STRINGS, digits } from "./page-strings.ts";
import { renderStatePage } from "./state-page.ts";
import { renderSurveyPage } from "./survey-page.ts";

const NAMES = { hospitalNameAr: "مستشفى السلام", hospitalNameEn: "Peace Hospital" };
const ASSETS = { script: "/survey-form/a.js", style: "/survey-form/a.css" };
const page = (definition: SurveyDefinition, more: Partial<Parameters<typeof renderSurveyPage>[0]> = {}): string =>
  renderSurveyPage({ definition, language: "AR", answers: {}, assets: ASSETS, ...NAMES, ...more });

describe("SV-15 the page as sent", () => {
  test("SV-15 the first question can be answered in the HTML, and only that one is asked", () => {
    const sent = page(WARD_SURVEY).replace(/<script type="application\/json".*/s, "");
    expect(sent).toContain('<html lang="ar" dir="rtl">');
    expect(sent.match(/<input type="radio" name="a-q1"/g)).toHaveLength(5);
    expect(sent).not.toContain("a-q2");
    expect(sent).not.toContain("<form");
  });

  test("SV-15 a saved answer is marked, and who comes back goes on after it", () => {
    expect(page(WARD_SURVEY, { answers: said({ q1: 4 }) })).toContain('id="q-q2"');
    const all = sampleDefinition([sampleQuestion({ id: "q1" })]);
    expect(page(all, { answers: said({ q1: 4 }) })).toMatch(/id="a-q1-4" value="4"\s+checked/);
  });

  test("SV-15 the patient is not told what we hope for: no scores, weights or top boxes", () => {
    const options = [sampleOption("a", 97), sampleOption("b", 3)];
    const question = sampleQuestion({
      type: "SINGLE_CHOICE",
      options,
      weight: 83,
      topBoxCodes: ["a"],
      code: "SECRET_CODE",
    });
    const sent = page(sampleDefinition([question]));
    for (const hidden of ["score", "weight", "topBox", "SECRET_CODE", "WEIGHTED_MEAN"])
      expect(sent).not.toContain(hidden);
  });

  test("SV-15 nothing inline: no script, style or handler that the policy would have to allow", () => {
    const sent = page(WARD_SURVEY) + renderStatePage("INVALID", { language: "AR", assets: ASSETS });
    expect(sent).not.toMatch(/<style|\sstyle=|\son[a-z]+="|javascript:/);
    expect([...sent.matchAll(/<script ([^>]*)>/g)].map((match) => match[1])).toEqual([
      'type="module" src="/survey-form/a.js"',
      'type="application/json" id="survey"',
    ]);
    expect(SURVEY_PAGE_CSP).not.toContain("unsafe");
  });

  test("SV-15 property: no text of a survey can become markup", () => {
    const nasty = fc.constantFrom(
      "<img src=x onerror=alert(1)>",
      "</script><script>",
      '" onclick="x',
      "&lt;",
      "]]>",
      "<!--",
    );
    fc.assert(
      fc.property(nasty, fc.string(), (bad, other) => {
        const text = `${other}${bad}`;
        const question = sampleQuestion({
          id: "q",
          type: "SINGLE_CHOICE",
          textAr: text,
          options: [{ ...sampleOption("a"), textAr: text }, sampleOption("b")],
        });
        const sent = page(sampleDefinition([question], { introAr: text, thanksAr: text }), { hospitalNameAr: text });
        expect(sent).not.toContain(bad === "&lt;" ? "<lt" : bad);
        expect(sent.match(/<script/g)).toHaveLength(2);
      }),
    );
  });

  test("SV-15 the embedded survey reads back as it was", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(JSON.parse(embeddedJson({ text }).text)).toEqual({ text });
      }),
    );
  });

  test("SV-15 what people wrote is isolated, whichever way it runs", () => {
    const text = sampleDefinition([sampleQuestion({ id: "t", type: "TEXT" })]);
    const sent = page(text, { answers: said({ t: "شكرا <b> nurse" }) });
    expect(sent).toMatch(/<textarea[^>]* dir="auto"[^>]*>شكرا &lt;b&gt; nurse<\/textarea>/);
    expect(sent).toContain('<h2 id="t-t" tabindex="-1"><span dir="auto">');
  });

  test("SV-15 a survey on one page asks all that is on the path, with its sections", () => {
    const sections = [{ code: "s", titleAr: "الإقامة", titleEn: "Stay" }];
    const questions = [
      sampleQuestion({ id: "r", sectionCode: "s" }),
      sampleQuestion({ id: "x", sectionCode: "s", showWhen: { questionId: "r", op: "lt", value: 3 } }),
      sampleQuestion({ id: "z" }),
    ];
    const sent = page(sampleDefinition(questions, { layout: "ONE_PAGE", sections }));
    expect([...sent.matchAll(/data-question="(\w+)"/g)].map((match) => match[1])).toEqual(["r", "z"]);
    expect(sent.match(/الإقامة<\/p>/g)).toHaveLength(1);
  });
});

describe("SV-14 closed links", () => {
  test.each(["ANSWERED", "EXPIRED", "CANCELLED", "INVALID"] as const)(
    "SV-14 %s says so in both languages, without a script",
    (state) => {
      for (const language of ["AR", "EN"] as const) {
        const sent = renderStatePage(state, { language, assets: ASSETS, ...(state === "INVALID" ? {} : NAMES) });
        expect(sent).toContain(STRINGS.AR.closed[state].heading);
        expect(sent).toContain(STRINGS.EN.closed[state].heading.replace(/'/g, "&#39;"));
        expect(sent).not.toContain("<script");
      }
    },
  );

  test("SV-14 an answered link thanks in the survey's own words", () => {
    const { thanksAr, thanksEn } = WARD_SURVEY;
    const sent = renderStatePage("ANSWERED", { language: "EN", assets: ASSETS, ...NAMES, thanksAr, thanksEn });
    expect(sent).toContain(thanksAr);
    expect(sent).toContain(thanksEn);
    expect(sent).toContain("Peace Hospital");
  });
});

describe("SV-15 words and parts", () => {
  const leaves = (value: unknown): unknown[] =>
    typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];

  test("SV-15 both languages say everything, Arabic in Arabic", () => {
    const [ar, en] = [leaves(STRINGS.AR), leaves(STRINGS.EN)];
    expect(ar).toHaveLength(en.length);
    const said = ar.map((one) =>
      typeof one === "function" ? String((one as (...n: string[]) => string)("1", "2")) : String(one),
    );
    expect(said.filter((words) => !/[\u0600-\u06ff]/.test(words))).toEqual(["English"]);
  });

  test("SV-15 numbers in the digits of the page", () => {
    expect([digits(10_000, "AR"), digits(7, "AR"), digits(10_000, "EN")]).toEqual(["١٠٬٠٠٠", "٧", "10,000"]);
  });

  test("SV-15 source indentation is dropped, the space between attributes stays", () => {
    const sent = html`<p id="a" class="b">
      <b>x y</b>
    </p>`;
    expect(sent.text).toBe('<p id="a" class="b"><b>x y</b></p>');
  });

  test("SV-15 the files of the build are found by its manifest", () => {
    const manifest = { "src/main.ts": { file: "assets/s-1.js", css: ["assets/s-2.css"], isEntry: true } };
    expect(assetsOf(manifest, "/survey-form/")).toEqual({
      script: "/survey-form/assets/s-1.js",
      style: "/survey-form/assets/s-2.css",
    });
    expect(() => assetsOf({}, "/")).toThrow(/manifest/);
  });
});
