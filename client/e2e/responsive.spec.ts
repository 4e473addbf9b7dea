import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { desktop, expectFits, phone, settled, signIn, useBrowser } from "./browser.ts";
import { languages, wordsOf } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

describe.each(languages)("in %s", { timeout: 120_000 }, (language) => {
  const t = wordsOf(language);
  const widths = [
    { device: "a phone", options: phone, sizes: [360] },
    { device: "a desk and a wall", options: desktop, sizes: [1280, 1920] },
  ];

  it.each(widths)("the log-in page is no wider than its window on $device", async ({ options, sizes }) => {
    const { page, complaints, close } = await browser.visitor(language, options);
    await page.goto(world.url);
    for (const width of sizes) {
      await page.setViewportSize({ width, height: options.viewport.height });
      await settled(page);
      await expectFits(page, `${width} px`);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it("the navigation of a phone opens over the page, leads on and gets out of the way", async () => {
    const { page, close } = await browser.visitor(language, phone);
    await signIn(page, world.url, people.admin, language);
    const navigation = page.getByRole("navigation", { name: t("app.navigation") });
    for (const [key, path] of [
      ["journeys", "/journeys"],
      ["surveys", "/surveys"],
      ["actions", "/actions"],
      ["inboundEvents", "/inbound-events"],
      ["commandCenter", "/"],
    ] as const) {
      await page.getByRole("button", { name: t("app.menu") }).tap();
      await navigation.getByRole("link", { name: t(`app.nav.${key}`) }).tap();
      await page.waitForURL((address) => address.pathname === path);
      await expect.poll(() => coveredByDrawer(page), { timeout: 5_000 }).toBe(false);
      await expectFits(page);
    }
    await close();
  });
});

/** Whether something other than the page lies over the middle of the window. */
function coveredByDrawer(page: { evaluate<Result>(work: () => Result): Promise<Result> }): Promise<boolean> {
  return page.evaluate(
    () => document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)?.closest("#main") === null,
  );
}
