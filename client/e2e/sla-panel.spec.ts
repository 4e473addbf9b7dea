import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { newId } from "@px360/server/modules/core";
import { runSlaClockTick, SlaCaseKind, startClocks } from "@px360/server/modules/sla";
import { buildDepartment, buildHospital } from "@px360/server/testing/factories";
import { expectAccessible, settled, signIn, useBrowser, type Visitor } from "./browser.ts";
import { languages, wordsOf } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

describe.each(languages)("service levels and automation in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);
  /** The later language finds what the earlier one made: each has days, names and ranks of its own. */
  const turn = languages.indexOf(language);
  const names = { en: `Own ${language}`, ar: `خاص ${turn + 1}` };
  const shown = names[language];
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    visitor = await browser.visitor(language);
    page = visitor.page;
    await signIn(page, `${world.url}/sla`, people.admin, language);
  });
  afterAll(() => visitor.close());

  const fillNames = async (label: string) => {
    await page.getByLabel(t("ui.form.inEnglish").replace("{label}", label)).last().fill(names.en);
    await page.getByLabel(t("ui.form.inArabic").replace("{label}", label)).last().fill(names.ar);
  };
  const open = async (path: string) => {
    await page.goto(`${world.url}${path}`);
    await settled(page);
  };

  it("SLA-1: a click on a day of the year makes it a holiday, first on the screen, then for the cases", async () => {
    await page.getByRole("link", { name: language === "ar" ? "أسبوع العمل" : "Working week" }).click();
    await settled(page);
    const day = page.locator(".px-month .px-day--WORKING").nth(turn * 40);
    const date = await day.getAttribute("data-date");
    await day.click();
    await fillNames(t("sla.name"));
    await page.getByRole("button", { name: t("sla.calendar.takeOver") }).click();
    await page.locator(`.px-day--HOLIDAY[data-date="${date}"]`).waitFor();
    await expectAccessible(page, `sla-calendar-${language}`);
    await page.getByRole("button", { name: t("sla.save") }).click();
    await page.getByText(t("sla.calendar.saved")).waitFor();
    await open(new URL(page.url()).pathname);
    await page.locator(`.px-day--HOLIDAY[data-date="${date}"]`).waitFor();
  });

  it("walks over the days by keyboard in the reading direction", async () => {
    const today = page.locator(".px-month [tabindex='0']");
    const date = await today.getAttribute("data-date");
    await today.focus();
    await page.keyboard.press(language === "ar" ? "ArrowLeft" : "ArrowRight");
    const next = await page.evaluate(() => document.activeElement?.getAttribute("data-date"));
    expect(Date.parse(next ?? "") - Date.parse(date ?? "")).toBe(86_400_000);
  });

  it("F8.5: a new policy decides in the preview at once, and the others say why they lose", async () => {
    await open("/sla/policies");
    await page.getByRole("button", { name: t("sla.policy.add") }).click();
    const dialog = page.getByRole("dialog");
    await fillNames(t("sla.name"));
    await dialog.getByLabel(t("sla.policy.rank")).fill(String(10 - turn));
    await dialog.getByLabel(t("sla.policy.within")).last().fill("4");
    await dialog.getByRole("button", { name: t("sla.save") }).click();
    await dialog.waitFor({ state: "hidden" });
    const preview = page.locator(".px-tile", { hasText: t("sla.preview.title") }).first();
    await preview.locator("strong", { hasText: shown }).waitFor();
    await preview.getByText(t("sla.verdict.HIGHER_RANK")).first().waitFor();
    await expectAccessible(page, `sla-policies-${language}`);
  });

  it("F8.5, SLA-24: the categories of a policy are kept, the list names them, and its page says what the version changed", async () => {
    const wanted = language === "ar" ? ["الوجبات", "الفاتورة", "الموافقة المستنيرة"] : ["Food", "Invoice", "Consent"];
    const dialog = page.getByRole("dialog");
    const field = dialog.getByRole("combobox", { name: t("sla.policy.categories") });
    const edit = async () => {
      await page.getByRole("button", { name: t("ui.table.actionsOf").replace("{name}", shown), exact: true }).click();
      await page.getByRole("button", { name: t("sla.edit"), exact: true }).click();
    };
    await edit();
    for (const name of wanted) {
      await field.fill(name);
      await page.getByRole("option", { name }).first().click();
    }
    await dialog.getByRole("button", { name: t("sla.save") }).click();
    await dialog.waitFor({ state: "hidden" });
    const first = wanted.slice(0, 2).join(t("ui.comma"));
    const named = t("ui.filters.andMore").replace("{first}", first).replace("{n}", "1");
    await page.locator("tbody tr", { hasText: shown }).getByText(named).waitFor();
    await edit();
    for (const name of wanted) await dialog.locator("[data-field=categoryIds]").getByText(name).first().waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("link", { name: shown, exact: true }).click();
    const changed = page.locator(".px-changes tbody tr", { hasText: t("sla.policy.categories") });
    await changed.getByText(t("sla.versions.all"), { exact: true }).waitFor();
    for (const name of wanted) await changed.getByText(name).first().waitFor();
    await expectAccessible(page, `sla-policy-${language}`);
  });

  it("F8.5: the dry run of escalation names who is told, level by level", async () => {
    await open("/sla/chains");
    const steps = page.locator(".px-timeline li");
    await steps.first().waitFor();
    expect(await steps.first().innerText()).toContain(language === "ar" ? "نورة الدوسري" : "Noura Aldosari");
    await expectAccessible(page, `sla-chains-${language}`);
  });

  it("SLA-19: the command centre sounds live what nobody could be told of; its number opens the queue", async () => {
    await open("/");
    const reference = `C-${turn}-${language}`;
    await world.server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      // Else the dry run of the later language would begin with it.
      hospital.isActive = false;
      const { id: departmentId } = await buildDepartment(tx, { hospital });
      const place = { hospitalId: hospital.id, departmentId };
      const overdue = { receivedAt: new Date(tx.now.getTime() - 60 * 86_400_000), reference };
      await startClocks(tx, [{ kind: SlaCaseKind.INQUIRY, caseId: newId(), ...place, ...overdue }]);
    });
    await runSlaClockTick(world.server.kernel);
    await page.locator(".px-unroutable a").click();
    await page.getByRole("link", { name: reference }).first().waitFor();
    await expectAccessible(page, `sla-unroutable-${language}`);
  });

  it("SLA-16: what is in use is not deleted and says why; one's own policy is switched off and goes", async () => {
    await open("/sla/policies");
    const menu = async (name: string, item: string) => {
      await page.getByRole("button", { name: t("ui.table.actionsOf").replace("{name}", name), exact: true }).click();
      await page.getByRole("button", { name: t(item), exact: true }).click();
    };
    const dialog = page.getByRole("dialog");
    await menu(language === "ar" ? "الاستفسارات" : "Inquiries", "sla.row.remove");
    await dialog.getByRole("button", { name: t("sla.row.remove") }).click();
    await dialog.getByText(language === "ar" ? "أوقف استخدامها" : "Switch it off instead").waitFor();
    await expectAccessible(page, `sla-delete-${language}`);
    await dialog.getByRole("button", { name: t("ui.back") }).click();
    const own = page.locator("tbody tr", { hasText: shown });
    await menu(shown, "sla.policy.switchOff");
    await own.getByText(t("sla.policy.off")).waitFor();
    await menu(shown, "sla.row.remove");
    await dialog.getByRole("button", { name: t("sla.row.remove") }).click();
    await own.waitFor({ state: "detached" });
  });

  it("SLA-18, SLA-11: one enters one's leave and quiet hours; who leads sees the leave and takes it away", async () => {
    await open("/account");
    const leave = page.locator("#leave");
    await leave.getByRole("button", { name: t("entities.leave.add") }).click();
    const dialog = page.getByRole("dialog");
    const standIn = language === "ar" ? "نورة الدوسري" : "Noura Aldosari";
    await dialog.getByRole("combobox", { name: t("entities.leave.standIn") }).fill(standIn);
    await page.getByRole("option", { name: standIn }).click();
    await dialog.getByRole("button", { name: t("entities.leave.save") }).click();
    await leave.locator("li").getByText(standIn).waitFor();
    const quiet = page.locator("#quiet-hours");
    await quiet.getByLabel(t("account.quiet.OWN")).check();
    await quiet.getByLabel(t("account.quiet.from"), { exact: true }).fill(`2${turn}:30`);
    await quiet.getByRole("button", { name: t("account.quiet.save") }).click();
    await page.getByText(t("account.quiet.saved")).waitFor();
    await expectAccessible(page, `account-${language}`);
    await open("/leave");
    const row = page.locator("tbody tr", { hasText: standIn });
    await row.getByText(t("sla.leave.coming")).waitFor();
    await expectAccessible(page, `leave-${language}`);
    await row.getByRole("button").last().click();
    await page.getByRole("button", { name: t("entities.leave.remove") }).click();
    await row.waitFor({ state: "detached" });
    await open("/account");
    expect(await quiet.getByLabel(t("account.quiet.from"), { exact: true }).inputValue()).toBe(`2${turn}:30`);
  });

  it("PX-3: a rule is added, moved first by keyboard and shown as the one that decides; the default stays", async () => {
    await open("/automation");
    await page.getByRole("button", { name: t("automation.add") }).click();
    const dialog = page.getByRole("dialog");
    await fillNames(t("automation.name"));
    await dialog.getByRole("button", { name: t("automation.save") }).click();
    await dialog.waitFor({ state: "hidden" });
    const rows = page.locator(".px-rules li");
    const mine = rows.filter({ hasText: shown });
    await mine.waitFor();
    while ((await rows.first().filter({ hasText: shown }).count()) === 0) {
      const place = await mine.locator(".px-number").first().innerText();
      await mine.locator(".px-reorder__up").press("Enter");
      await expect.poll(() => mine.locator(".px-number").first().innerText()).not.toBe(place);
      await settled(page);
    }
    const tried = page.locator(".px-tried li", { hasText: shown });
    await tried.getByText(t("automation.verdict.CHOSEN")).waitFor();
    expect(await rows.last().locator("button").count()).toBe(1);
    await expectAccessible(page, `automation-${language}`);
  });

  it("PX-24, PX-22: a checklist gets an item in both languages, a person a limit of open actions", async () => {
    await open("/automation/checklists");
    const row = page.locator("tr", { hasText: t("entities.actionSource.KPI_BREACH") });
    await row.getByRole("button").click();
    await page.getByRole("button", { name: t("automation.edit"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: t("automation.checklists.add") }).click();
    await dialog.getByRole("button", { name: t("automation.save") }).click();
    // An item without words is refused, each language at its field.
    await expect.poll(() => dialog.locator(".px-form__list li").count()).toBe(2);
    await fillNames(t("automation.checklists.item"));
    await settled(page);
    await expectAccessible(page, `checklist-dialog-${language}`);
    await dialog.getByRole("button", { name: t("automation.save") }).click();
    await dialog.waitFor({ state: "hidden" });
    await row.getByText(shown).waitFor();

    await open("/automation/capacity");
    await page.getByRole("button", { name: t("automation.capacity.add") }).click();
    const person = language === "ar" ? "نورة الدوسري" : "Khalid Alshehri";
    await dialog
      .locator("input")
      .first()
      .fill(person.split(" ")[0] ?? "");
    await page.getByRole("option", { name: person }).click();
    await dialog.getByLabel(t("automation.capacity.most")).fill("7");
    await dialog.getByRole("button", { name: t("automation.save") }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator("tr", { hasText: person }).getByText("7", { exact: true }).waitFor();
    await expectAccessible(page, `capacity-${language}`);
  });

  it("PX-2: thresholds say in words what they mean, while they are edited", async () => {
    await open("/automation/thresholds");
    const row = page.locator("tr", { hasText: t("entities.actionSource.STAGE_SURVEY") });
    await row.getByRole("button").click();
    await page.getByRole("button", { name: t("automation.edit"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("automation.bands.from")).last().fill("77");
    await dialog.locator("[aria-live]").getByText("77").first().waitFor();
    await expectAccessible(page, `automation-thresholds-${language}`);
    await dialog.getByRole("button", { name: t("automation.save") }).click();
    await page.getByText(t("automation.triggers.saved")).waitFor();
  });

  it("complains of nothing", () => {
    expect(visitor.complaints).toEqual([]);
  });
});
