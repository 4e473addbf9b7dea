import type { BrowserContextOptions, Page } from "playwright-core";
import { sql } from "@px360/server/modules/core";
import { SurveyStatus, type SurveyTemplate } from "@px360/server/modules/surveys";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hospital } from "../../server/src/modules/organizations/index.ts";
import { buildHospital } from "../../server/src/testing/factories.ts";
import { buildSurveyInstance, buildSurveyTemplate } from "../../server/src/testing/factories-surveys.ts";
import { startTestServer, type TestServer } from "../../server/src/testing/test-server.ts";
import { expectAccessible, expectFits, patienceMs, phone, useBrowser, type Visitor } from "./browser.ts";
import { formSurvey } from "./form-survey.ts";
import { languages, type Language } from "./words.ts";

const patience = { timeout: patienceMs } as const;
const day = 86_400_000;

const browser = useBrowser();
let server: TestServer;
let hospital: Hospital;
let oneByOne: SurveyTemplate;
let onePage: SurveyTemplate;
beforeAll(async () => {
  server = await startTestServer();
  await server.kernel.tx(async (tx) => {
    hospital = await buildHospital(tx);
    oneByOne = await buildSurveyTemplate(tx, { definition: formSurvey("ONE_BY_ONE") });
    onePage = await buildSurveyTemplate(tx, { definition: formSurvey("ONE_PAGE") });
  });
});
afterAll(() => server.close());

interface Sent {
  readonly id: string;
  readonly token: string;
  readonly url: string;
}

async function survey(given: { isOnePage?: boolean; status?: SurveyStatus; expiresAt?: Date } = {}): Promise<Sent> {
  const { isOnePage, ...rest } = given;
  const built = await server.kernel.tx((tx) =>
    buildSurveyInstance(tx, { hospital, template: isOnePage ? onePage : oneByOne, ...rest }),
  );
  return { id: built.survey.id, token: built.token, url: `${server.url}/s/${built.token}` };
}

async function responsesOf({ id }: Sent): Promise<number> {
  const rows = await sql(server.kernel.orm.em.fork(), "select 1 from survey_response where survey_instance_id = $1", [
    id,
  ]);
  return rows.length;
}
async function statusOf({ id }: Sent): Promise<string | undefined> {
  const [row] = await sql<{ status: string }>(
    server.kernel.orm.em.fork(),
    "select status from survey_instance where id = $1",
    [id],
  );
  return row?.status;
}

/** A patient with a phone. Some tests cut the line, which the browser reports; the form itself must never break. */
async function patient(options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await browser.visitor("ar", { ...phone, ...options });
  return {
    ...visitor,
    async close() {
      expect(visitor.complaints.filter((complaint) => complaint.startsWith("exception"))).toEqual([]);
      await visitor.close();
    },
  };
}
const choose = (page: Page, id: string) => page.locator(`label[for="${id}"]`).click();
const forward = (page: Page) => page.locator(".forward").click();
const question = (page: Page, id: string) => page.locator(`#q-${id}`).waitFor();
const answered = (page: Page) => page.locator(".closed.answered").waitFor();
const isChecked = (page: Page, id: string) => page.locator(`#${id}`).isChecked();
const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id);

/** The calls that the form makes, as the server receives them. */
function callsOf(page: Page) {
  const calls: { name: string; answers: Record<string, { value: unknown; isNotApplicable?: boolean }> }[] = [];
  page.on("request", (request) => {
    if (!request.url().endsWith("/graphql")) return;
    const { query, variables } = request.postDataJSON() as { query: string; variables: { input: { answers: never } } };
    calls.push({ name: query.includes("submitPublicSurvey") ? "submit" : "save", answers: variables.input.answers });
  });
  return calls;
}

/** The shortest way to the last question. */
async function toTheComment(page: Page, { url }: Sent): Promise<void> {
  await page.goto(url);
  await choose(page, "a-q1-5");
  await forward(page);
  await forward(page);
  await choose(page, "a-q3-NO");
  for (let step = 0; step < 3; step++) await forward(page);
  await choose(page, "a-q4-0");
  await forward(page);
  await page.locator("textarea").waitFor();
}

/** Controls that are smaller than a finger. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("label, button, a, textarea")]
      .filter((control) => control.offsetParent)
      .flatMap((control) => {
        const { width, height } = control.getBoundingClientRect();
        return width < 44 || height < 44 ? [`${control.outerHTML.slice(0, 60)} ${width} × ${height}`] : [];
      }),
  );

describe("the patient's form", { timeout: 60_000 }, () => {
  const steps = ["a-q1-2", "a-why-wait", "a-q2-4", "a-q3-YES", "a-l-4", "a-one-b", "a-q4-9"];
  const looks = languages.flatMap(
    (language) =>
      [
        { language, colorScheme: "light" },
        { language, colorScheme: "dark" },
      ] as const,
  );

  it.each(looks)(
    "can be used by everybody: every question in $language, $colorScheme",
    async ({ language, colorScheme }) => {
      const { page, complaints, close } = await patient({ colorScheme });
      const look = async (name: string) => {
        await expectAccessible(page, `form-${name}-${language}-${colorScheme}`, ["best-practice"]);
        expect(await tooSmall(page)).toEqual([]);
      };
      await page.goto(`${(await survey()).url}?lang=${language}`);
      await forward(page);
      await look("error");
      for (const step of steps) {
        await choose(page, step);
        await look(step);
        await forward(page);
      }
      await look("comment");
      await forward(page);
      await answered(page);
      await look("thanks");
      await page.goto(`${(await survey({ isOnePage: true })).url}?lang=${language}`);
      await forward(page);
      await look("one-page");
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it.each([320, 360])("fits a phone of %i px, and every target a finger", async (width) => {
    const { page, close } = await patient({ viewport: { width, height: 740 } });
    for (const language of languages) {
      await page.goto(`${(await survey({ isOnePage: true })).url}?lang=${language}`);
      expect(await tooSmall(page)).toEqual([]);
      await expectFits(page);
    }
    await close();
  });

  it("comes in three requests, all to our own server", async () => {
    const { page, complaints, close } = await patient();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto((await survey()).url, { waitUntil: "networkidle" });
    const overNetwork = asked.filter((url) => !url.startsWith("data:"));
    expect(overNetwork.length).toBeLessThanOrEqual(3);
    for (const url of overNetwork) expect(new URL(url).origin).toBe(server.url);
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps an answer that is given before the script has arrived", async () => {
    const { page, close } = await patient();
    const calls = callsOf(page);
    let arrive = (): void => undefined;
    const gate = new Promise<void>((resolve) => (arrive = resolve));
    await page.route("**/*.js", async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto((await survey()).url, { waitUntil: "commit" });
    await choose(page, "a-q1-1");
    arrive();
    await page.getByText("السؤال ١ من ٨").waitFor();
    await forward(page);
    await question(page, "why");
    await expect.poll(() => calls.at(-1)?.answers["q1"]?.value, patience).toBe(1);
    await close();
  });

  it("switches the language and keeps answers, place and branch", async () => {
    const { page, close } = await patient();
    await page.goto((await survey()).url);
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await choose(page, "a-q1-2");
    await forward(page);
    await choose(page, "a-why-tone");
    await page.locator(".language").click();
    expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
    expect(await isChecked(page, "a-why-tone")).toBe(true);
    await page.getByText("Question 2 of 8").waitFor();
    await page.locator(".back").click();
    await question(page, "q1");
    expect(await isChecked(page, "a-q1-2")).toBe(true);
    await choose(page, "a-q1-5");
    await page.getByText("Question 1 of 7").waitFor();
    await forward(page);
    await question(page, "q2");
    await close();
  });

  it("follows the phone's own back button", async () => {
    const { page, close } = await patient();
    await page.goto((await survey()).url);
    await choose(page, "a-q1-5");
    await forward(page);
    await forward(page);
    await question(page, "q3");
    await page.goBack();
    await question(page, "q2");
    await page.goBack();
    await question(page, "q1");
    await page.goForward();
    await question(page, "q2");
    await page.locator(".back").click();
    await question(page, "q1");
    await close();
  });

  it("goes on where this phone was, though nothing reached the server, and keeps no token", async () => {
    const { page, close } = await patient();
    const sent = await survey();
    await page.route("**/graphql", (route) => route.abort());
    await page.goto(sent.url);
    await choose(page, "a-q1-2");
    await forward(page);
    await choose(page, "a-why-pain");
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(sent.token);
    const again = await page.context().newPage();
    await page.close();
    await again.goto(sent.url);
    await question(again, "why");
    expect(await isChecked(again, "a-why-pain")).toBe(true);
    await close();
  });

  it("goes on where another phone was", async () => {
    const sent = await survey();
    const first = await patient();
    await first.page.goto(sent.url);
    await choose(first.page, "a-q1-5");
    await forward(first.page);
    await choose(first.page, "a-q2-3");
    await first.page.getByText("حُفظت إجاباتك").waitFor();
    await first.close();
    const second = await patient();
    await second.page.goto(sent.url);
    await question(second.page, "q3");
    await second.page.locator(".back").click();
    await question(second.page, "q2");
    expect(await isChecked(second.page, "a-q2-3")).toBe(true);
    await second.close();
  });

  it("sends once when tapped three times, forgets the draft and then shows the thanks", async () => {
    const { page, close } = await patient();
    const calls = callsOf(page);
    const sent = await survey();
    await toTheComment(page, sent);
    await page.locator("textarea").fill("  \u200f ");
    await page.locator(".forward").evaluate((button: HTMLElement) => [1, 2, 3].forEach(() => button.click()));
    await answered(page);
    const submits = calls.filter(({ name }) => name === "submit");
    expect(submits).toHaveLength(1);
    expect(submits[0]?.answers["q4"]?.value).toBe(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    // Two are optional and were left out; a blank comment is none.
    expect(await responsesOf(sent)).toBe(3);
    await page.goto(sent.url);
    await answered(page);
    await close();
  });

  it("thanks the second of two tabs too, and counts the first", async () => {
    const sent = await survey();
    const [one, two] = [await patient(), await patient()];
    await toTheComment(one.page, sent);
    await toTheComment(two.page, sent);
    await forward(one.page);
    await answered(one.page);
    const counted = await responsesOf(sent);
    await forward(two.page);
    await answered(two.page);
    expect(await responsesOf(sent)).toBe(counted);
    await Promise.all([one.close(), two.close()]);
  });

  it("says that it is offline, and sends as soon as it no longer is", async () => {
    const { page, close } = await patient();
    await toTheComment(page, await survey());
    await page.context().setOffline(true);
    await forward(page);
    await page.getByText("لا يوجد اتصال").waitFor();
    await page.context().setOffline(false);
    await answered(page);
    await close();
  });

  it("sends at the next visit what could not be sent before the page was closed", async () => {
    const { page, close } = await patient();
    const sent = await survey();
    await toTheComment(page, sent);
    await page.route("**/graphql", (route) => route.abort());
    await forward(page);
    await page.getByText("لا يوجد اتصال").waitFor();
    const again = await page.context().newPage();
    await page.close();
    await again.goto(sent.url);
    await answered(again);
    expect(await statusOf(sent)).toBe("ANSWERED");
    await close();
  });

  it("tries again when the server is busy", async () => {
    const { page, close } = await patient();
    await toTheComment(page, await survey());
    let refused = 0;
    await page.route("**/graphql", (route) => {
      const isFirst = (route.request().postData() ?? "").includes("submit") && refused++ === 0;
      return isFirst ? route.fulfill({ status: 503, body: "" }) : route.continue();
    });
    await forward(page);
    await page.getByText("الخدمة مشغولة").waitFor();
    await answered(page);
    await close();
  });

  it("needs no pointer: focus goes to the fault, then to the next question", async () => {
    const { page, close } = await browser.visitor("en");
    await page.goto(`${(await survey()).url}?lang=en`);
    const { keyboard } = page;
    await page.locator(".forward").focus();
    await keyboard.press("Enter");
    await expect.poll(() => focusedId(page)).toBe("a-q1-1");
    await page.locator("#e-q1").getByText(/\w/).waitFor();
    await keyboard.press("ArrowRight");
    await expect.poll(() => page.locator("#e-q1").innerText()).toBe("");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await question(page, "why");
    await expect.poll(() => focusedId(page)).toBe("t-why");
    for (const key of ["Tab", "Space", "Tab", "Tab", "Tab", "Space"]) await keyboard.press(key);
    const ticked = await page
      .locator("input:checked")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(ticked, "“none of these” stands alone").toEqual(["none"]);
    await close();
  });

  it("takes “does not apply” for an answer, and an answer back", async () => {
    const { page, close } = await patient();
    const calls = callsOf(page);
    await page.goto((await survey()).url);
    await choose(page, "a-q1-5");
    await forward(page);
    await choose(page, "na-q2");
    await expect.poll(() => calls.at(-1)?.answers["q2"], patience).toEqual({ value: null, isNotApplicable: true });
    await page.locator('[data-act="clear"]').click();
    expect(await isChecked(page, "na-q2")).toBe(false);
    await expect.poll(() => calls.at(-1)?.answers["q2"]?.isNotApplicable, patience).not.toBe(true);
    await close();
  });

  it("opens a branch on one page without moving the focus", async () => {
    const { page, close } = await patient();
    await page.goto(`${(await survey({ isOnePage: true })).url}?lang=en`);
    expect(await page.locator(".question").count()).toBe(7);
    await page.locator("#a-q1-1").focus();
    await page.keyboard.press("Space");
    await question(page, "why");
    expect(await page.locator(".question").count()).toBe(8);
    expect(await focusedId(page)).toBe("a-q1-1");
    const order = await page.locator("#questions > *").evaluateAll((parts) => parts.map((part) => part.id || "title"));
    expect(order).toEqual(["title", "q-q1", "q-why", "q-q2", "title", "q-q3", "q-l", "q-one", "q-q4", "q-q5"]);
    await forward(page);
    await expect.poll(() => focusedId(page)).toBe("a-why-wait");
    await page.locator(".language").click();
    expect(await page.locator(".error:not(:empty)").count()).toBe(3);
    await close();
  });

  it("refuses a comment that is too long instead of cutting it, and keeps it", async () => {
    const { page, close } = await patient();
    const calls = callsOf(page);
    const sent = await survey();
    await toTheComment(page, sent);
    await page.locator("textarea").fill("م".repeat(10_001));
    await page.getByText("١٠٬٠٠١").waitFor();
    await forward(page);
    await page.getByText("أطول مما").waitFor();
    await expect.poll(() => calls.at(-1)?.answers["q4"]?.value, patience).toBe(0);
    expect(calls.some(({ answers }) => "q5" in answers)).toBe(false);
    await page.reload();
    expect((await page.locator("textarea").inputValue()).length).toBe(10_001);
    await page.locator("textarea").fill(`${"م".repeat(9_999)}😀`);
    await forward(page);
    await answered(page);
    await close();
  });

  it("leaves the caret where it is while it saves", async () => {
    const { page, close } = await patient();
    await toTheComment(page, await survey());
    await page.locator("textarea").click();
    await page.locator("textarea").pressSequentially("hello");
    expect(await page.locator("textarea").inputValue()).toBe("hello");
    await forward(page);
    await answered(page);
    await close();
  });
});

describe("links that open no form", { timeout: 60_000 }, () => {
  const links: { name: string; url: () => Promise<string> }[] = [
    { name: "expired", url: async () => (await survey({ expiresAt: new Date(Date.now() - day) })).url },
    { name: "cancelled", url: async () => (await survey({ status: SurveyStatus.CANCELLED })).url },
    { name: "invalid", url: async () => `${server.url}/s/${"A".repeat(22)}` },
  ];
  const inEach = links.flatMap((link) => languages.map((language: Language) => ({ ...link, language })));

  it.each(inEach)("$name in $language says so, in both schemes, and asks nothing", async ({ name, url, language }) => {
    const address = await url();
    const { page, close } = await patient();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${address}?lang=${language}`);
      await page.locator(`.closed.${name}`).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await page.locator("input, textarea, button").count()).toBe(0);
      await expectFits(page);
      await expectAccessible(page, `form-${name}-${language}-${colorScheme}`, ["best-practice"]);
    }
    await close();
  });
});
