import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { desktop, expectAccessible, openWithin, signIn, useBrowser, type Visitor } from "./browser.ts";
import { complaintOfKeyboard, lookAt, unmirrored, type Places } from "./looks.ts";
import { fillScreens, screens, unknownScreens, type Shown } from "./screens.ts";
import { languages } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
let shown: Shown;
beforeAll(async () => {
  world = await startWorld();
  shown = await fillScreens(world);
});
afterAll(() => world.close());

const sizes = [1280, 1920, 360] as const;
const schemes = ["light", "dark"] as const;
/** Colours and names differ by scheme and language, the tree by width: each screen is judged by axe in these three. */
const judged = new Set(["en-light-1280", "ar-dark-1280", "ar-dark-360"]);
const english = new Map<string, Places>();

it("every page has something to show here", () => expect(unknownScreens).toEqual([]));

/** Every screen × language × width × scheme, by one browser and one log-in each (issue B6). */
describe.each(languages)("every screen in %s", { timeout: 60_000 }, (language) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await browser.visitor(language);
    await signIn(visitor.page, world.url, people.admin, language);
  });
  afterAll(() => visitor.close());

  it.each(screens)("$name", async ({ name, path }) => {
    const { page } = visitor;
    const wrong: string[] = [];
    await page.setViewportSize({ ...desktop.viewport });
    await openWithin(page, path(shown), language);
    for (const width of sizes) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 860 });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const { overflow, clipped, places } = await lookAt(page);
        const at = `${width}-${colorScheme}`;
        if (overflow > 0) wrong.push(`${at}: ${overflow} px wider than its window`);
        wrong.push(...clipped.map((text) => `${at}: cut off: ${text}`));
        if (language === "en") english.set(`${name}-${at}`, places);
        else wrong.push(...unmirrored(places, english.get(`${name}-${at}`) ?? {}).map((place) => `${at}: ${place}`));
        if (judged.has(`${language}-${colorScheme}-${width}`))
          await expectAccessible(page, `${name}-${language}-${at}`);
      }
      if (width === 1280) {
        const complaint = await complaintOfKeyboard(page);
        if (complaint) wrong.push(`by keyboard: ${complaint}`);
      }
    }
    expect([...wrong, ...visitor.complaints.splice(0)]).toEqual([]);
  });
});
