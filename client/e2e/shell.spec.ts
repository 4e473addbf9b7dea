import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, settled, signIn, useBrowser, type Visitor } from "./browser.ts";
import { languages, wordsOf } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

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
    await manager.page.goto(`${world.url}/actions/${actionId}`);
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
    await page.waitForURL(`**/actions/${actionId}`);
    await expect.poll(() => page.locator(".px-bell__count").count()).toBe(0);
    await page.goto(`${world.url}/notifications`);
    await settled(page);
    await page.getByText(t("notifications.kinds.MENTIONED")).first().waitFor();
    await expectAccessible(page, `notifications-${language}`);
    await page.getByRole("link", { name: t("notifications.unread"), exact: true }).click();
    await page.getByText(t("notifications.allRead")).waitFor();
  });

  it("without a complaint in the browser's console", () => expect(visitor.complaints).toEqual([]));
});
