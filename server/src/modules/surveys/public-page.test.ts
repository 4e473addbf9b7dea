import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHospital, buildPatient } from "../../testing/factories.ts";
import { buildSurveyInstance, buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { Language, sql } from "../core/index.ts";
import { missesPerMinute, noteMiss, waitBeforeUse } from "./public-limits.ts";
import { SurveyStatus } from "./survey.status.ts";
import { rowOf } from "../../testing/survey-cases.ts";

describe("the public page", () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  const open = (token: string, init: RequestInit = {}, query = "") => fetch(`${server.url}/s/${token}${query}`, init);
  const build = (status: SurveyStatus = SurveyStatus.SENT, given: Parameters<typeof buildSurveyInstance>[1] = {}) =>
    server.kernel.tx((tx) => buildSurveyInstance(tx, { status, ...given }));
  const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

  test("SV-15 the first question is in the HTML, in the patient's language, with a strict policy", async () => {
    const { token } = await build();
    const response = await open(token);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('lang="ar" dir="rtl"');
    expect(page).toContain("كيف تقيّم رعاية طاقم التمريض؟");
    expect(page).toContain('type="radio"');
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe-inline");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(page).not.toMatch(/<script(?![^>]*(src=|type="application\/json"))/);
    expect(page).not.toMatch(/(src|href)="https?:/);
    for (const secret of ["weight", "topBox", '"score"']) expect(page).not.toContain(secret);
  });

  test("SV-15 the language toggle works by link", async () => {
    const { token } = await build();
    const page = await (await open(token, {}, "?lang=en")).text();
    expect(page).toContain('lang="en" dir="ltr"');
    expect(page).toContain("How would you rate the care of the nursing staff?");
    const english = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      return buildSurveyInstance(tx, {
        hospital,
        patient: await buildPatient(tx, { hospital, language: Language.EN }),
      });
    });
    expect(await (await open(english.token)).text()).toContain('lang="en"');
  });

  test("SV-14 HEAD changes nothing; GET sets only opened_at, and only the first time", async () => {
    const { survey, token } = await build();
    const before = await rowOf(server.kernel, survey.id);
    expect((await open(token, { method: "HEAD" })).status).toBe(200);
    expect(await rowOf(server.kernel, survey.id)).toEqual(before);
    await open(token);
    const after = await rowOf(server.kernel, survey.id);
    expect(after).toEqual({ ...before, opened_at: expect.any(Date) as Date, status: "OPENED" });
    await open(token);
    expect(await rowOf(server.kernel, survey.id)).toEqual(after);
    expect((await open(token, { method: "POST" })).status).toBe(405);
  });

  test("SV-14 unknown, altered, foreign and malformed tokens give the same page, byte by byte", async () => {
    const { token } = await build();
    const altered = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const tokens = [
      "AAAAAAAAAAAAAAAAAAAAAA",
      altered,
      token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase(),
      "x",
      "'%20or%201=1",
      "٦٦٦",
      "a".repeat(3000),
    ];
    const pages = await Promise.all(
      tokens.map(async (one) => {
        const response = await open(encodeURIComponent(one), { headers: { "accept-language": "ar" } });
        const headers = Object.fromEntries(
          [...response.headers].filter(([name]) => !["date", "x-request-id"].includes(name)),
        );
        return JSON.stringify({ status: response.status, headers, text: await response.text() });
      }),
    );
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('"status":404');
    expect(pages[0]).toContain("هذا الرابط غير صحيح");
    expect(pages[0]).toContain("This link is not right");
  });

  test("SV-14 … and take the same time", async () => {
    const { token } = await build();
    const altered = `${token.slice(1)}A`;
    const times: Record<string, number[]> = { altered: [], unknown: [] };
    for (let i = 0; i < 20; i++) {
      for (const [name, one] of [
        ["altered", altered],
        ["unknown", "0123456789012345678901"],
      ] as const) {
        const start = performance.now();
        await (await open(`${one}`)).text();
        times[name]?.push(performance.now() - start);
      }
    }
    expect(Math.abs(median(times["altered"] ?? []) - median(times["unknown"] ?? []))).toBeLessThan(5);
  });

  test.each([
    [SurveyStatus.EXPIRED, 410, "This survey has ended", "انتهت مدة هذا الاستبيان"],
    [SurveyStatus.CANCELLED, 410, "This survey was cancelled", "أُلغي هذا الاستبيان"],
    [SurveyStatus.ANSWERED, 200, "We wish you good health", "شكرًا لك"],
  ])("SV-14 %s links have a friendly page in both languages", async (status, code, english, arabic) => {
    const { token } = await build(status);
    const response = await open(token);
    const page = await response.text();
    expect(response.status).toBe(code);
    expect(page).toContain(english);
    expect(page).toContain(arabic);
    expect(page).not.toContain('type="radio"');
  });

  test("SV-19 the clock decides about the end, before the tick has recorded it", async () => {
    const { survey, token } = await build(SurveyStatus.SENT, { expiresAt: new Date(Date.now() - 1000) });
    expect((await open(token)).status).toBe(410);
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({ status: "SENT", opened_at: null });
  });

  test("SV-1 a link shows the version that it was sent with", async () => {
    const { survey, token } = await build();
    await server.kernel.tx((tx) =>
      sql(
        tx.em,
        "update survey_template set draft = jsonb_set(draft, '{questions,0,textAr}', '\"سؤال جديد\"') where id = $1",
        [survey.template.id],
      ),
    );
    const page = await (await open(token)).text();
    expect(page).toContain("كيف تقيّم رعاية طاقم التمريض؟");
    expect(page).not.toContain("سؤال جديد");
  });

  test("texts of a survey and names of a hospital are written out, not run", async () => {
    const { token } = await server.kernel.tx(async (tx) => {
      const template = await buildSurveyTemplate(tx);
      const hospital = await buildHospital(tx);
      hospital.nameAr = `<img src=x onerror=alert(1)>`;
      return buildSurveyInstance(tx, { hospital, template });
    });
    expect(await (await open(token)).text()).not.toContain("<img");
  });

  test("F6.5 pages and files are compressed, files cached for good", async () => {
    const { token } = await build();
    const response = await open(token, { headers: { "accept-encoding": "br" } });
    expect(response.headers.get("content-encoding")).toBe("br");
    const script = /src="(\/survey-form\/assets\/[^"]+)"/.exec(await response.text())?.[1];
    if (!script) return expect((await fetch(`${server.url}/survey-form/assets/none.js`)).status).toBe(404);
    const file = await fetch(`${server.url}${script}`, { headers: { "accept-encoding": "br" } });
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect(file.headers.get("content-type")).toContain("javascript");
    expect(file.headers.get("content-encoding")).toBe("br");
    expect((await file.text()).length).toBeGreaterThan(1000);
    expect((await fetch(`${server.url}/survey-form/assets/..%2f.vite%2fmanifest.json`)).status).toBe(404);
  });

  test("SV-21 one token is slowed down when it floods; nobody else notices", async () => {
    const { token } = await build();
    const other = await build();
    const statuses: number[] = [];
    for (let i = 0; i < 130; i++) statuses.push((await open(token, { method: "HEAD" })).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await open(other.token)).status).toBe(200);
  });

  test("SV-21 an address that tries links by the hundred waits; its good links do not bring it there", async () => {
    const guesser = `203.0.113.${Math.floor(Math.random() * 250)}-${Date.now()}`;
    for (let i = 0; i < missesPerMinute; i++) await noteMiss(server.kernel, guesser);
    expect(await waitBeforeUse(server.kernel, "some-link", guesser)).toBeNull();
    await noteMiss(server.kernel, guesser);
    expect(await waitBeforeUse(server.kernel, "some-link", guesser)).toBeGreaterThan(0);
    expect(await waitBeforeUse(server.kernel, "some-link", `${guesser}-neighbour`)).toBeNull();
  });
});
