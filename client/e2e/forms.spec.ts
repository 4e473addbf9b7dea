import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settled, signIn, useBrowser } from "./browser.ts";
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

describe.each(languages)("dialogs in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);

  it("have one focus ring, and Escape closes the top-most alone and gives the focus back", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.manager, language);
    await page.goto(`${world.url}/actions/${actionId}`);
    await settled(page);
    const opener = page.getByRole("main").getByRole("button", { name: t("actions.do.assign"), exact: true });
    await opener.click();
    const dialog = page.getByRole("dialog");
    const input = dialog.locator("input");
    await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true);
    await settled(page);
    await page.screenshot({ path: `/tmp/forms-assign-${language}.png` });
    const rings = await page.evaluate(
      () =>
        [...document.querySelectorAll(":focus, :focus-visible, :focus-within")].filter(
          (element) => getComputedStyle(element).outlineStyle !== "none",
        ).length,
    );
    expect(rings).toBe(0);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);

    await opener.click();
    await input.fill(language === "ar" ? labNurse.nameAr : labNurse.nameEn);
    await page.getByRole("option").first().waitFor();
    await page.screenshot({ path: `/tmp/forms-assign-list-${language}.png` });
    await page.keyboard.press("Escape");
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await close();
  });
});
