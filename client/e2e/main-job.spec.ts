import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, patienceMs, phone, settled, signIn, useBrowser, type Visitor } from "./browser.ts";
import { until } from "./until.ts";
import { directionOf, languages, wordsOf, type Language } from "./words.ts";
import { labNurse, people, startWorld, type Visit, type World } from "./world.ts";

const comment = "انتظرت ساعتين ولم يخبرني أحد بسبب التأخير";
const checklistItem = { en: "Patient called back", ar: "التواصل مع المريض" };
const evidence = "https://intranet.olaya.test/lab/queue-plan";
const patience = { timeout: patienceMs } as const;

const browser = useBrowser();
let world: World;
/** Of both languages together, as they share the hospital. */
let visits = 0;
let closed = 0;
beforeAll(async () => {
  world = await startWorld();
  const items = [{ textEn: checklistItem.en, textAr: checklistItem.ar }];
  await world.admin.query(
    "mutation ($input: SaveActionChecklistInput!) { saveActionChecklist(input: $input) { userErrors { code } } }",
    { input: { source: "STAGE_SURVEY", items } },
  );
});
afterAll(() => world.close());

/** The command centre's numbers as the manager may see them: roll-ups follow the events by a moment. */
async function numbers(): Promise<Record<string, number | null>> {
  const manager = await world.server.signIn(people.manager);
  const { data } = await manager.query<{ commandCenter: { kpis: { key: string; value: number | null }[] } }>(
    "{ commandCenter { kpis { key value } } }",
  );
  return Object.fromEntries((data?.commandCenter.kpis ?? []).map(({ key, value }) => [key, value]));
}

/** The way of the main job (product.md) as the people at both ends see it, each step on the screen that is still open. */
describe.each(languages)("the main job in %s", { timeout: 90_000 }, (language) => {
  const t = wordsOf(language);
  const other: Language = language === "ar" ? "en" : "ar";
  const visit: Visit = { encounterId: `E-${language}-1`, mrn: language === "ar" ? "MRN-101" : "MRN-102" };
  let manager: Visitor;
  let page: Page;
  let form: string;
  let actionId: string;
  let surveyId: string;

  const feedRow = (path: string, kind: string) =>
    page.locator(`.px-feed-row a[href="${path}"]`, { hasText: t(`command-center.feedKind.${kind}`) });
  const button = (on: Page, key: string) => on.getByRole("main").getByRole("button", { name: t(key), exact: true });
  const inDialog = (on: Page, key: string) => on.getByRole("dialog").getByRole("button", { name: t(key), exact: true });
  const status = (on: Page, name: string) =>
    on.locator(".px-page__title").getByText(t(`entities.actionStatus.${name}`), { exact: true });

  beforeAll(async () => {
    manager = await browser.visitor(other);
    page = manager.page;
  });
  afterAll(() => manager.close());

  it("the manager switches the language and signs in", async () => {
    await page.goto(world.url);
    await page.getByRole("button", { name: wordsOf(other)("app.otherLanguage") }).click();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.locator("html").getAttribute("dir")).toBe(directionOf(language));
    await signIn(page, world.url, people.manager, language);
    await page.getByRole("heading", { level: 1, name: t("command-center.title") }).waitFor();
    await page.getByText(t("command-center.live"), { exact: true }).waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe(directionOf(language));
  });

  it("events of the HIS arrive on the open command centre without a reload", async () => {
    await settled(page);
    await page.mouse.move(0, 0);
    await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
    await world.post("OPD_CHECKED_IN", visit);
    await world.post("LAB_ORDER_COMPLETED", visit);
    form = await world.surveyAddress(visit);
    const found = await until("the survey", () => world.find(visit));
    ({ surveyId } = found);
    await feedRow(`/journeys/${found.journeyId}`, "STAGE_COMPLETED").waitFor();
    await feedRow(`/surveys/${surveyId}`, "SURVEY_SENT").waitFor();
    expect(await page.evaluate(() => "isSameDocument" in window)).toBe(true);
  });

  it("the patient answers badly in Arabic on a phone, once", async () => {
    const { page: mobile, complaints, close } = await browser.visitor("ar", phone);
    const choose = async (id: string) => {
      await mobile.locator(`label[for="${id}"]`).tap();
      await mobile.locator(".forward").tap();
    };
    await mobile.goto(form);
    expect(await mobile.locator("html").getAttribute("dir")).toBe("rtl");
    await choose("a-wait-1");
    await mobile.locator('label[for="a-reason-queue"]').tap();
    await choose("a-reason-silence");
    await choose("a-explained-NO");
    await choose("a-recommend-0");
    await mobile.locator("textarea").fill(comment);
    await mobile.locator(".forward").tap();
    await mobile.locator(".closed.answered").waitFor();
    await mobile.getByText("شكرًا لوقتك، ونتمنى لك الصحة والعافية.").waitFor();
    await mobile.goto(form);
    await mobile.locator(".closed.answered").waitFor();
    expect(await mobile.locator(".question").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("the action appears on the command centre that is still open", async () => {
    actionId = await until("the action", async () => (await world.find(visit))?.actionId);
    await feedRow(`/actions/${actionId}`, "ACTION_CREATED").first().waitFor();
    expect(await page.evaluate(() => "isSameDocument" in window)).toBe(true);
    await feedRow(`/actions/${actionId}`, "ACTION_CREATED").first().click();
    await status(page, "OPEN").waitFor();
  });

  it("the answer is readable where the action came from", async () => {
    await page.locator(`main a[href="/surveys/${surveyId}"]`).first().click();
    await page.getByText(comment).first().waitFor();
    await page.goBack();
    await status(page, "OPEN").waitFor();
  });

  it("the manager assigns, starts, adds evidence and requests approval", async () => {
    const nurse = language === "ar" ? labNurse.nameAr : labNurse.nameEn;
    await button(page, "actions.do.assign").click();
    await page
      .getByRole("dialog")
      .locator("input")
      .fill(nurse.split(" ")[0] ?? "");
    await page.getByRole("option", { name: nurse }).click();
    await inDialog(page, "actions.do.assign").click();
    await page.getByText(t("actions.done.assign")).waitFor();
    await page.locator(".px-facts").getByText(nurse).first().waitFor();

    await button(page, "actions.do.start").click();
    await status(page, "IN_PROGRESS").waitFor();

    // PX-24: the button waits, and the sentence beside it says for what.
    expect(await button(page, "actions.do.requestApproval").isDisabled()).toBe(true);
    await page
      .locator("#px-action-hindrance")
      .getByRole("link", { name: t("actions.tabs.evidence") })
      .click();
    await button(page, "actions.evidence.addLink").click();
    await page.getByRole("dialog").locator("input[type=url]:focus").waitFor();
    await page.getByRole("dialog").getByLabel(t("actions.evidence.url")).fill(evidence);
    await inDialog(page, "actions.do.evidence").click();
    await page.locator(`a[href="${evidence}"]`).waitFor();
    await page.locator("#px-action-hindrance").getByText(checklistItem[language]).waitFor();
    await page.getByLabel(checklistItem[language]).click();
    await page
      .locator(".px-checks")
      .getByText(language === "ar" ? "خالد الشهري" : "Khalid Alshehri")
      .waitFor();
    await settled(page);
    await expectAccessible(page, `action-evidence-${language}`);

    await button(page, "actions.do.requestApproval").click();
    await inDialog(page, "actions.do.requestApproval").click();
    await status(page, "PENDING_APPROVAL").waitFor();
    expect(await button(page, "actions.do.approve").count()).toBe(0);
    await page.locator("#px-action-hindrance").getByText(t("actions.askedBy")).waitFor();
  });

  it("a coordinator approves, and the manager sees it closed without a reload", async () => {
    const coordinator = await browser.visitor(language);
    await signIn(coordinator.page, world.url, people.coordinator, language);
    await coordinator.page.goto(`${world.url}/actions?status=PENDING_APPROVAL`);
    await coordinator.page.locator(`a[href="/actions/${actionId}"]`).click();
    await button(coordinator.page, "actions.do.approve").click();
    await inDialog(coordinator.page, "actions.do.approve").click();
    await status(coordinator.page, "CLOSED").waitFor();
    await status(page, "CLOSED").waitFor();
    expect(coordinator.complaints).toEqual([]);
    await coordinator.close();
  });

  it("each number of the command centre leads to a list of as many rows", async () => {
    closed += 1;
    for (const more of [2, 3])
      await world.badVisit({ encounterId: `${visit.encounterId}-${more}`, mrn: `${visit.mrn}${more}` });
    visits += 3;
    const expected = {
      ACTIVE_JOURNEYS: visits,
      SURVEYS_SENT: visits,
      NEGATIVE_SURVEYS_24H: visits,
      NEGATIVE_SURVEYS_7D: visits,
      OPEN_ACTIONS: visits - closed,
      OVERDUE_ACTIONS: 0,
    };
    await expect.poll(numbers, patience).toMatchObject(expected);
    // Who sees complaints has journeys in the lane and what was sent in the response rate.
    const { ACTIVE_JOURNEYS: _lane, SURVEYS_SENT: _rate, ...tiles } = expected;
    for (const [key, value] of Object.entries({ ACTIVE_COMPLAINTS: 0, ...tiles })) {
      await page.goto(world.url);
      await settled(page);
      const tile = page.locator(".px-kpi", { hasText: t(`command-center.kpi.${key}`) });
      expect(await tile.locator(".px-kpi__value").innerText(), key).toBe(String(value));
      await tile.click();
      await page.waitForURL((address) => address.pathname !== "/");
      await settled(page);
      expect(await page.locator(".px-table tbody tr").count(), key).toBe(value);
      expect(await page.locator(".px-table__pager button").count(), `${key}: no further page`).toBe(0);
    }
  });

  it("the console complained about nothing", () => {
    expect(manager.complaints).toEqual([]);
  });
});
