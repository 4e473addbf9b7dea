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

/** WCAG 2.2 AA in both directions and both schemes, as far as axe can tell, of what the walk over all screens does not open. */
describe.each(languages)("pages before, dialogs and menus in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);

  it.each(["light", "dark"] as const)("the log-in page, %s", async (colorScheme) => {
    const { page, close } = await browser.visitor(language, { colorScheme });
    await page.goto(world.url);
    await settled(page);
    await expectAccessible(page, `login-${language}-${colorScheme}`);
    await page.getByRole("button", { name: t("auth.signIn") }).click();
    await page.getByText(t("auth.required")).first().waitFor();
    await expectAccessible(page, `login-refused-${language}-${colorScheme}`);
    await close();
  });

  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await browser.visitor(language, { colorScheme });
      await signIn(visitor.page, world.url, people.admin, language);
    });
    afterAll(() => visitor.close());

    it("the dialogs and menus of an action", async () => {
      const { page } = visitor;
      await page.goto(`${world.url}/actions/${actionId}`);
      await settled(page);
      await page
        .getByRole("main")
        .getByRole("button", { name: t("actions.do.assign"), exact: true })
        .click();
      await page
        .getByRole("dialog")
        .locator("input")
        .fill(language === "ar" ? "هدى" : "Huda");
      await page.getByRole("option").first().waitFor();
      await settled(page);
      await expectAccessible(page, `assign-${language}-${colorScheme}`);
      await page.keyboard.press("Escape");
      await page.getByRole("option").first().waitFor({ state: "hidden" });
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: t("app.user.menu") }).click();
      await page.getByRole("region", { name: t("app.user.menu") }).waitFor();
      await settled(page);
      await expectAccessible(page, `menu-${language}-${colorScheme}`);
    });

    it("without a complaint in the browser's console", () => expect(visitor.complaints).toEqual([]));
  });
});
