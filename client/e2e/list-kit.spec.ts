import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectFits, phone, settled, signIn, useBrowser } from "./browser.ts";
import { until } from "./until.ts";
import { languages, wordsOf } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.post("OPD_CHECKED_IN", { encounterId: "E-1", mrn: "MRN-1" });
  await world.post("NOBODY_KNOWS_THIS", { encounterId: "E-2", mrn: "MRN-2" });
  await until("an event that can be processed again", async () => {
    const { data } = await world.admin.query<{ inboundEvents: { nodes: { abilities: { canReplay: boolean } }[] } }>(
      "{ inboundEvents { nodes { abilities { canReplay } } } }",
    );
    return data?.inboundEvents.nodes.some((event) => event.abilities.canReplay) || undefined;
  });
});
afterAll(() => world.close());

describe.each(languages)("lists in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);
  const owner = language === "en" ? people.coordinator : people.admin;
  const name = language === "en" ? "Every morning" : "كل صباح";

  it("AC-30, AC-32: columns, rows' room and a view are kept for the next visit; the navigation opens the default", async () => {
    const first = await browser.visitor(language);
    const { page } = first;
    await signIn(page, world.url, owner, language);
    await page.goto(`${world.url}/journeys?status=ACTIVE&sort=-STARTED_AT`);
    await settled(page);
    await page.getByRole("button", { name: t("ui.look.title") }).click();
    await page.getByRole("checkbox", { name: t("entities.type") }).uncheck();
    // By keyboard: the focus stays on the arrow, so that it can be pressed again.
    await page.locator('[data-column="status"] .px-reorder__up').focus();
    // The hidden column stays behind its neighbour.
    for (const place of [4, 3, 1, 0]) {
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator("[data-column]").nth(place).getAttribute("data-column")).toBe("status");
    }
    // By mouse: dropped on a hidden column behind the first, it comes after the first.
    await page.locator('[data-column="last"]').dragTo(page.locator("[data-column]").nth(1));
    const shown = page.locator("[data-column]", { has: page.locator(".px-reorder__up") });
    await expect.poll(() => shown.nth(1).getAttribute("data-column")).toBe("last");
    await page.getByRole("radio", { name: t("ui.look.comfortable") }).check();
    await settled(page);
    await expectAccessible(page, `list-look-${language}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: t("entities.list.views"), exact: true }).click();
    await page.getByRole("button", { name: t("entities.list.saveView") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("entities.list.viewName")).fill(name);
    await dialog.getByLabel(t("entities.list.openWith")).check();
    await settled(page);
    await expectAccessible(page, `list-save-view-${language}`);
    await dialog.getByRole("button", { name: t("entities.list.save"), exact: true }).click();
    await page.getByRole("main").getByRole("button", { name }).waitFor();
    await first.close();

    const second = await browser.visitor(language);
    await signIn(second.page, world.url, owner, language);
    await second.page.getByRole("link", { name: t("app.nav.journeys"), exact: true }).click();
    await second.page.waitForURL(
      ({ searchParams }) => searchParams.get("status") === "ACTIVE" && searchParams.get("sort") === "-STARTED_AT",
    );
    await settled(second.page);
    await second.page.locator(".px-table--comfortable").waitFor();
    const heads = () => second.page.getByRole("columnheader").allTextContents();
    await expect
      .poll(async () => (await heads()).map((head) => head.trim()).slice(0, 3))
      .toEqual([t("journeys.status"), t("journeys.lastEventAt"), t("entities.encounter")]);
    expect(await second.page.getByRole("columnheader", { name: t("entities.type") }).count()).toBe(0);

    // Deleting can be taken back: the same view, and the one in which the list opens.
    const { page: last } = second;
    await last.getByRole("main").getByRole("button", { name }).click();
    await last.getByRole("button", { name: t("entities.list.manageViews") }).click();
    const bin = last.getByRole("button", { name: t("entities.list.deleteView").replace("{name}", name) });
    await bin.click();
    await bin.waitFor({ state: "detached" });
    const undo = last.getByRole("button", { name: t("ui.undo") });
    await undo.waitFor();
    await settled(last);
    await expectAccessible(last, `list-delete-view-${language}`);
    await undo.click();
    await bin.waitFor();
    const star = last.getByRole("button", { name: t("entities.list.openWithNamed").replace("{name}", name) });
    await expect.poll(() => star.getAttribute("aria-pressed")).toBe("true");
    await bin.click();
    await bin.waitFor({ state: "detached" });
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await second.close();
  });

  it("a parameter that is not understood is dropped with a notice, the others stay", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/journeys?status=ACTIVE&colour=red`);
    await page.getByText("colour").waitFor();
    await page.waitForURL((address) => address.search === "?status=ACTIVE");
    await close();
  });

  it("a looked-up filter is found by typing, and its name comes back from the address", async () => {
    const { page, complaints, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/surveys`);
    await settled(page);
    const physician = language === "en" ? "Dr. Salma Alharbi" : "د. سلمى الحربي";
    await page
      .getByRole("main")
      .getByRole("button", { name: t("entities.physician") })
      .click();
    await page.getByRole("searchbox", { name: t("ui.filters.search") }).fill(language === "en" ? "Salma" : "سلمى");
    await page.getByRole("checkbox", { name: physician }).check();
    await page.waitForURL(/physicianId=/);
    await settled(page);
    await expectAccessible(page, `list-lookup-${language}`);
    await page.reload();
    await page
      .getByRole("list", { name: t("ui.filters.active") })
      .getByText(physician)
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("rows are chosen by the position of the keys, the whole page at once, and let go by another filter", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/inbound-events`);
    await settled(page);
    const chosen = page.getByRole("region", { name: t("ui.table.bulk") });
    // What an Arabic layout types there: only the position counts.
    await page.evaluate(() => {
      for (const [code, key] of [
        ["KeyJ", "ت"],
        ["KeyX", "ء"],
      ])
        document.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true }));
    });
    await chosen.waitFor();
    expect(await page.locator("tbody input:checked").count()).toBe(1);
    await chosen.getByRole("button", { name: t("ui.bulk.selectPage") }).click();
    expect(await page.locator("tbody input:not(:checked)").count()).toBe(0);
    await expectAccessible(page, `list-bulk-${language}`);
    // Of the two events one had its effect: the preview tells them apart before anything is done.
    await chosen.getByRole("button", { name: t("inbound-events.replay") }).click();
    const dialog = page.getByRole("dialog", { name: t("inbound-events.askReplay.many") });
    await expect.poll(() => dialog.locator(".px-bulk-preview p").count()).toBe(2);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("searchbox", { name: t("inbound-events.search") }).fill("OPD");
    await chosen.waitFor({ state: "hidden" });
    await close();
  });

  it("on a phone rows are cards that can be chosen too, and nothing is wider than the window", async () => {
    const { page, close } = await browser.visitor(language, phone);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/inbound-events`);
    await settled(page);
    await page.locator("tbody input[type=checkbox]").first().tap();
    await page.getByRole("region", { name: t("ui.table.bulk") }).waitFor();
    expect(await page.locator("thead").isVisible()).toBe(false);
    await expectFits(page);
    await close();
  });
});
