import { sql } from "@px360/server/modules/core";
import type { WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, phone, settled, signIn, useBrowser, type Visitor } from "./browser.ts";
import { testPassword } from "../../server/src/testing/factories.ts";
import { languages, wordsOf } from "./words.ts";
import { labNurse, people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
let actionId: string;
beforeAll(async () => {
  world = await startWorld();
  ({ actionId } = await world.badVisit({ encounterId: "E-1", mrn: "MRN-1" }));
});
afterAll(() => world.close());

/** What stands around every page (issue B2). */
describe.each(languages)("the shell in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await browser.visitor(language);
    await signIn(visitor.page, world.url, people.coordinator, language);
  });
  afterAll(() => visitor.close());

  it("NO-17: the bell counts at once what a colleague writes with one's name, and opens the case", async () => {
    const { page } = visitor;
    const manager = await browser.visitor(language);
    await signIn(manager.page, world.url, people.manager, language);
    await manager.page.goto(`${world.url}/actions/${actionId}?tab=discussion`);
    await settled(manager.page);
    const note = manager.page.getByLabel(t("actions.log.newNote"));
    await note.fill(language === "ar" ? "راجعي من فضلك @" : "Please look @");
    await note.pressSequentially(language === "ar" ? "نورة" : "Noura");
    await manager.page.getByRole("option").first().waitFor();
    await expectAccessible(manager.page, `mention-${language}`);
    await manager.page.keyboard.press("Enter");
    await manager.page.getByRole("button", { name: t("actions.do.note") }).click();
    await manager.page
      .locator(".px-timeline")
      .getByText(language === "ar" ? "@نورة الدوسري" : "@Noura Aldosari")
      .first()
      .waitFor();
    await manager.close();

    await page.locator(".px-bell__count").waitFor();
    await page.locator(".px-bell button").click();
    const panel = page.getByRole("region", { name: t("notifications.title") });
    await panel.getByText(t("notifications.kinds.MENTIONED")).first().waitFor();
    await settled(page);
    await expectAccessible(page, `bell-${language}`);
    await panel.locator(".px-notification a").first().click();
    await page.waitForURL(`**/actions/${actionId}?tab=discussion`);
    await expect.poll(() => page.locator(".px-bell__count").count()).toBe(0);
    await page.goto(`${world.url}/notifications`);
    await settled(page);
    await page.getByText(t("notifications.kinds.MENTIONED")).first().waitFor();
    await expectAccessible(page, `notifications-${language}`);
    await page.getByRole("link", { name: t("notifications.unread"), exact: true }).click();
    await page.getByText(t("notifications.allRead")).waitFor();
  });

  it("AC-21: choices of the account hold at once and on another device", async () => {
    // Somebody of their own for each language: what they choose stays with them.
    const email = language === "ar" ? people.admin : people.manager;
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, email, language);
    await page.goto(`${world.url}/account`);
    await settled(page);
    const choose = (label: string) => page.locator("label", { hasText: label }).click();
    await choose(t("account.calendar.islamic-umalqura"));
    await choose(t("account.theme.dark"));
    await page.getByRole("button", { name: t("app.menu") }).click();
    await expect.poll(() => page.locator(".px-nav--narrow").count()).toBe(1);
    await settled(page);
    await expectAccessible(page, `account-dark-${language}`);
    const chosen = () => page.locator(".px-told input:checked").count();
    const before = await chosen();
    expect(before).toBeGreaterThan(0);
    await page.locator(".px-told input").first().click();
    await expect.poll(chosen).toBe(before - 1);
    await page.locator(".px-told input").first().click();
    await expect.poll(chosen).toBe(before);

    const other = await browser.visitor(language, phone);
    await signIn(other.page, world.url, email, language);
    await other.page.goto(`${world.url}/actions/${actionId}`);
    await settled(other.page);
    expect(await other.page.locator(".px-nav--narrow").count()).toBe(0);
    expect(await other.page.locator("main time").first().innerText()).not.toMatch(/2026/);
    expect(await other.page.locator(".v-theme--dark").count()).toBeGreaterThan(0);
    // Every button of the bar lies within the window.
    const edges = await other.page.locator(".px-topbar button").evaluateAll((buttons) =>
      buttons
        .map((button) => button.getBoundingClientRect())
        .filter(({ width }) => width > 0)
        .map(({ left, right }) => left >= 0 && right <= window.innerWidth),
    );
    expect(edges).not.toContain(false);
    await expectAccessible(other.page, `phone-${language}`);
    await other.page.getByRole("button", { name: t("app.more") }).tap();
    await other.page
      .getByRole("navigation", { name: t("app.navigation") })
      .getByRole("link", { name: t("app.nav.surveys") })
      .waitFor();
    await settled(other.page);
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: t("account.sessions.endOthers") }).click();
    await expect.poll(() => page.getByRole("button", { name: t("account.sessions.end") }).count()).toBe(0);
    await other.close();
    await close();
  });

  it("CO-31: one field finds cases, opens pages and gives commands, by the keyboard alone", async () => {
    const { page } = visitor;
    await page.goto(`${world.url}/notifications`);
    await settled(page);
    // By position: the key types another letter on an Arabic layout.
    await page.keyboard.press("Control+KeyK");
    const field = page.getByRole("combobox", { name: t("app.palette.title") });
    await field.fill(language === "ar" ? "تقييم سلبى" : "negative lab");
    await page
      .getByRole("group", { name: t("app.found.PxAction") })
      .getByRole("option")
      .first()
      .waitFor();
    await expectAccessible(page, `palette-${language}`);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/actions/${actionId}`);
    await settled(page);
    await page.keyboard.press("Slash");
    await field.fill(t("app.nav.journeys"));
    await expect.poll(() => page.getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/journeys");
    await settled(page);
    await page.keyboard.press("Control+KeyK");
    await page
      .getByRole("group", { name: t("app.palette.recent") })
      .getByRole("option")
      .first()
      .waitFor();
    // What one sees is in the address: its link can be passed on.
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await field.fill(t("app.palette.copyLink"));
    await expect.poll(() => page.getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.getByText(t("app.palette.linkCopied")).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "hidden" });
  });

  it("console.md 13: an ended session is warned of, renewed in place, and nothing typed is lost", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.manager, language);
    const em = world.server.kernel.orm.em.fork();
    const own = "user_id = (select id from app_user where email = $1) and revoked_at is null";
    await sql(em, `update refresh_session set expires_at = now() + interval '5 minutes' where ${own}`, [
      people.manager,
    ]);
    await page.goto(`${world.url}/actions/${actionId}?tab=discussion`);
    await page.getByRole("button", { name: t("auth.signInAgain") }).waitFor();
    await settled(page);
    await expectAccessible(page, `session-ends-${language}`);
    const note = page.getByLabel(t("actions.log.newNote"));
    await note.fill("half a thought");
    await page.getByRole("button", { name: t("auth.signInAgain") }).click();
    const dialog = page.getByRole("dialog", { name: t("auth.expired.title") });
    await dialog.getByLabel(t("auth.password")).fill(testPassword);
    await dialog.getByRole("button", { name: t("auth.signIn") }).click();
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => page.getByRole("button", { name: t("auth.signInAgain") }).count()).toBe(0);
    expect(await note.inputValue()).toBe("half a thought");
    await close();
  });

  it("without a complaint in the browser's console", () => expect(visitor.complaints).toEqual([]));
});

describe("the shell in one language", { timeout: 60_000 }, () => {
  it("console.md 12: the first Tab leads past the navigation to what the page shows", async () => {
    const t = wordsOf("ar");
    const { page, close } = await browser.visitor("ar");
    await signIn(page, world.url, people.manager, "ar");
    await page.goto(`${world.url}/actions`);
    await settled(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: t("app.skip") });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    await skip.click({ trial: true });
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("#main") !== null)).toBe(true);
    await close();
  });

  it("console.md 3: a lost connection is told, and what changed meanwhile shows by itself when it is back", async () => {
    const t = wordsOf("en");
    const { page, close } = await browser.visitor("en");
    let isCut = false;
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket(/graphql/, async (socket) => {
      if (isCut) return socket.close({ code: 1001 });
      socket.connectToServer();
      sockets.push(socket);
    });
    await signIn(page, world.url, people.manager, "en");
    await page.goto(`${world.url}/actions`);
    await settled(page);
    const row = page.locator("tbody tr");
    expect(await row.getByText(labNurse.nameEn).count()).toBe(0);
    await page.evaluate(() => (document.title = "not loaded again"));

    isCut = true;
    await page.context().setOffline(true);
    await Promise.all(sockets.map((socket) => socket.close({ code: 1001 })));
    const banner = page.getByText(t("app.connection.reconnecting"));
    await banner.waitFor();
    await settled(page);
    await expectAccessible(page, "reconnecting");
    const em = world.server.kernel.orm.em.fork();
    await sql(em, "update px_action set assignee_id = (select id from app_user where name_en = $1) where id = $2", [
      labNurse.nameEn,
      actionId,
    ]);

    isCut = false;
    await page.context().setOffline(false);
    await row.getByText(labNurse.nameEn).waitFor();
    await banner.waitFor({ state: "hidden" });
    expect(await page.title()).toBe("not loaded again");
    await close();
  });

  it("console.md 3, 4: a tile that failed is tried again alone, and the feed stands still under the pointer", async () => {
    const { page, close } = await browser.visitor("en");
    const t = wordsOf("en");
    let isFailing = true;
    await page.route("**/graphql", (route) =>
      isFailing && route.request().postData()?.includes("CommandCenterTrend") ? route.abort() : route.fallback(),
    );
    await signIn(page, world.url, people.manager, "en");
    const tile = page.getByRole("region", { name: t("command-center.trend") });
    const again = tile.getByRole("button", { name: t("ui.retry") });
    await again.waitFor();
    const feed = page.getByRole("region", { name: t("command-center.feed") });
    await feed.locator("li").first().waitFor();
    await expectAccessible(page, "tile-failed");
    isFailing = false;
    await again.click();
    await again.waitFor({ state: "hidden" });
    await settled(page);

    await feed.locator("li").first().hover();
    const shown = await feed.locator("li").count();
    const visit = { encounterId: "E-feed", mrn: "MRN-feed" };
    for (const event of ["OPD_CHECKED_IN", "LAB_ORDER_COMPLETED"]) await world.post(event, visit);
    await feed.getByRole("button").first().waitFor();
    expect(await feed.locator("li").count()).toBe(shown);
    await page.mouse.move(0, 0);
    await expect.poll(() => feed.locator("li").count()).toBeGreaterThan(shown);
    await close();
  });
});
