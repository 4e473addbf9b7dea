import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { Role } from "@px360/server/modules/accounts";
import { sql } from "@px360/server/modules/core";
import { surveyToken } from "@px360/server/modules/surveys";
import { drain } from "../../server/src/testing/drain.ts";
import { buildDepartment, buildHospital, buildPatient, buildUser } from "../../server/src/testing/factories.ts";
import { buildSurveyTemplate } from "../../server/src/testing/factories-surveys.ts";
import { startTestServer, type TestServer } from "../../server/src/testing/test-server.ts";
import { handlers } from "../../workers/src/handlers.ts";
import { phone, settled, signIn, useBrowser, type Visitor } from "./browser.ts";
import { labSurvey } from "./lab-survey.ts";
import { until } from "./until.ts";
import { languages, wordsOf } from "./words.ts";

const browser = useBrowser();
const riyadh = (text: string) => new Date(`${text}+03:00`);
const people = { agent: "agent", manager: "manager", coordinator: "coordinator", second: "second" } as const;

/**
 * Three weeks of a complaint as those see it who work on it (issue C6): the real server, the real workers' code, the real console, and a
 * clock that the test moves. Log-ins end sooner than complaints, so everybody signs in anew.
 */
describe.each(languages)("a complaint from the call to its unhappy end in %s", { timeout: 120_000 }, (language) => {
  const t = wordsOf(language);
  const subject = language === "ar" ? "تأخر المسكّن بعد العملية" : "Pain relief came late";
  let server: TestServer;
  let mrn: string;
  let ward: { nameAr: string; nameEn: string };
  let path: string;
  let visitor: Visitor | undefined;

  beforeAll(async () => {
    server = await startTestServer();
    server.kernel.time = riyadh("2026-11-19T08:00");
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      ward = department;
      mrn = (await buildPatient(tx, { hospital })).mrn;
      const make = (name: string, role: Role, inside?: typeof department) =>
        buildUser(tx, { role, email: `${name}@t.test`, hospital, ...(inside && { department: inside }) });
      await make(people.agent, Role.CALL_CENTER_AGENT);
      await make(people.manager, Role.DEPARTMENT_MANAGER, department);
      await make(people.coordinator, Role.PX_COORDINATOR);
      await make(people.second, Role.PX_COORDINATOR);
      await make("admin", Role.HOSPITAL_ADMIN);
      const template = await buildSurveyTemplate(tx, { definition: labSurvey });
      await sql(
        tx.em,
        "update complaint_settings set resolution_template_id = $1, is_evidence_required = true where hospital_id is null",
        [template.id],
      );
    });
  });
  afterAll(async () => {
    await leave();
    await server.close();
  });

  const at = (text: string) => (server.kernel.time = riyadh(text));
  const work = (ticks: string[] = []) => drain(server.kernel, handlers, { ticks });

  const leave = async () => {
    await visitor?.page.unrouteAll({ behavior: "ignoreErrors" });
    await visitor?.close();
  };

  /** Somebody at their own browser, whose clock and whose server's say the same. */
  async function as(who: string, address: string): Promise<Page> {
    await leave();
    visitor = await browser.visitor(language);
    const { page } = visitor;
    await page.clock.setSystemTime(server.kernel.time);
    await page.route("**/graphql", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), date: server.kernel.time.toUTCString() } });
    });
    await signIn(page, `${server.url}${address}`, `${who}@t.test`, language);
    await settled(page);
    return page;
  }
  const pick = async (page: Page, label: string, option: string, typed?: string) => {
    const field = page.getByRole("combobox", { name: t(label) });
    await (typed ? field.fill(typed) : field.press("Enter"));
    await page.getByRole("option", { name: option }).first().click();
  };
  /** A step by its button, or where the more seldom ones are; confirmed where it asks. */
  async function step(page: Page, key: string, words: Record<string, string> = {}, isAsked = true): Promise<void> {
    const name = { name: t(`complaints.do.${key}`), exact: true };
    const button = page.getByRole("main").getByRole("button", name);
    if ((await button.count()) === 0) await page.getByRole("button", { name: t("complaints.moreSteps") }).click();
    await page.getByRole("button", name).first().click();
    for (const [label, text] of Object.entries(words)) await page.getByRole("dialog").getByLabel(t(label)).fill(text);
    if (isAsked) await page.getByRole("dialog").getByRole("button", name).click();
  }
  async function write(page: Page, to: "message" | "heard", text: string): Promise<void> {
    await page.getByRole("link", { name: t("complaints.tabs.timeline") }).click();
    await page.getByRole("radio", { name: t(`complaints.compose.${to}`) }).check();
    await page.getByLabel(t(`complaints.compose.${to}Label`)).fill(text);
    await page.getByRole("button", { name: t(`complaints.do.${to}`) }).click();
    await page.getByText(text).last().waitFor();
    await work();
  }
  const status = (page: Page, name: string) =>
    page.getByText(t(`entities.complaintStatus.${name}`), { exact: true }).first();
  const level = (page: Page, words: string) => page.locator(".px-case-head").getByText(words, { exact: true });
  const dueShown = (page: Page) => page.locator(".px-case-clock time").first().getAttribute("datetime");
  const clock = (page: Page) => page.locator(".px-case-clock").first().innerText();
  const beginning = (key: string) => t(key).split("{")[0] as string;

  it("the agent takes it by telephone for a patient of the ward", async () => {
    at("2026-11-19T10:00");
    const page = await as(people.agent, "/complaints/new");
    await pick(page, "entities.patient", mrn, mrn);
    await pick(page, "entities.department", language === "ar" ? ward.nameAr : ward.nameEn, ward.nameEn);
    await pick(page, "complaints.severity", t("entities.severity.HIGH"));
    await page.getByLabel(t("complaints.subject")).fill(subject);
    await page.getByLabel(t("complaints.said")).fill("An hour after the bell.");
    await page.getByRole("button", { name: t("complaints.register") }).click();
    await page.getByRole("heading", { name: subject, level: 1 }).waitFor();
    path = new URL(page.url()).pathname;
    await work();
  });

  it("the ward's manager answers, starts, and asks back before the weekend: the clock stands still", async () => {
    const page = await as(people.manager, path);
    await write(page, "message", "We look into it.");
    // Ten working days, Sunday to Thursday.
    await expect.poll(() => dueShown(page)).toBe(riyadh("2026-12-03T10:00").toISOString());
    await step(page, "start", {}, false);
    await status(page, "IN_PROGRESS").waitFor();
    at("2026-11-19T16:00");
    await step(page, "pause", { "complaints.reason": "Which night was it?" });
    await expect.poll(() => clock(page)).toContain(beginning("entities.caseClock.paused"));
  });

  it("the answer of Sunday resumes it: the weekend counts for nothing", async () => {
    at("2026-11-22T10:00");
    const page = await as(people.agent, path);
    await write(page, "heard", "Tuesday");
    await expect.poll(() => dueShown(page)).toBe(riyadh("2026-12-03T13:00").toISOString());
  });

  it("overdue it rises, a day later to the second level", async () => {
    at("2026-12-03T13:30");
    await work(["sla-clocks"]);
    let page = await as(people.manager, path);
    expect(await clock(page)).toContain(beginning("entities.caseClock.overdue"));
    await level(page, levelWords(1)).waitFor();
    at("2026-12-04T13:30");
    await work(["sla-clocks"]);
    page = await as(people.coordinator, path);
    await level(page, levelWords(2)).waitFor();
  });

  it("it is resolved with evidence only, and not closed by who resolved it", async () => {
    at("2026-12-06T09:00");
    const page = await as(people.coordinator, path);
    const resolve = async () => {
      await page.getByRole("button", { name: t("complaints.do.resolve"), exact: true }).click();
      await pick(page, "complaints.outcome", t("entities.complaintOutcome.SUBSTANTIATED"));
      await page.getByLabel(t("complaints.foundAndDone")).fill("Rounds every thirty minutes.");
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: t("complaints.do.resolve"), exact: true }).click();
    };
    await resolve();
    await page.getByText(needsEvidence[language]).first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("link", { name: t("complaints.tabs.attachments") }).click();
    await page.locator('input[type="file"]').setInputFiles({
      name: "roster.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
    });
    await page.getByText("roster.pdf").first().waitFor();
    await resolve();
    await status(page, "RESOLVED").waitFor();
    expect(await page.getByRole("button", { name: t("complaints.do.close"), exact: true }).count()).toBe(0);
  });

  it("a second pair of eyes closes it, and the miss stays to be seen", async () => {
    const page = await as(people.second, path);
    await step(page, "close");
    await status(page, "CLOSED").waitFor();
    await expect.poll(() => clock(page)).toContain(beginning("entities.caseClock.closedLate"));
    await page.getByRole("link", { name: t("complaints.tabs.sla") }).click();
    await page.getByText(beginning("sla.clock.history.BREACHED")).first().waitFor();
    await work();
  });

  it("the patient is dissatisfied with it, and an action opens for the ward", async () => {
    at("2026-12-06T18:00");
    const { page: mobile, close } = await browser.visitor("ar", phone);
    const choose = async (id: string) => {
      await mobile.locator(`label[for="${id}"]`).tap();
      await mobile.locator(".forward").tap();
    };
    await mobile.goto(await surveyAddress());
    await choose("a-wait-1");
    await choose("a-reason-queue");
    await choose("a-explained-NO");
    await choose("a-recommend-0");
    await mobile.locator(".forward").tap();
    await mobile.locator(".closed.answered").waitFor();
    await close();
    await work();

    const page = await as(people.manager, `${path}?tab=actions`);
    await page.locator(".px-case-head").getByText(t("complaints.isDissatisfied")).waitFor();
    await page.locator('#main a[href^="/actions/"]').first().click();
    await page.locator(".px-page__title").getByText(t("entities.actionStatus.OPEN"), { exact: true }).waitFor();
    expect(visitor?.complaints).toEqual([]);
  });

  const levelWords = (of: number) =>
    t("entities.case.level").split(" | ")[language === "ar" ? of : 0]?.replace("{n}", String(of)) ?? "";
  const surveyAddress = () =>
    until("the resolution survey", async () => {
      const [survey] = await sql<{ id: string }>(
        server.kernel.orm.em.fork(),
        "select resolution_survey_id as id from complaint where resolution_survey_id is not null",
      );
      return survey && `${server.url}/s/${surveyToken(server.kernel.config.SURVEY_TOKEN_KEY, survey.id)}`;
    });
});

/** What the server says (complaint.refusals). */
const needsEvidence = { en: "Attach at least one file first.", ar: "أرفق ملفًا واحدًا على الأقل أولًا." } as const;
