import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, roleMatrix } from "@px360/server/modules/accounts";
import { Physician } from "@px360/server/modules/organizations";
import { buildUser } from "../../server/src/testing/factories.ts";
import { NAVIGATION } from "../src/app/navigation.ts";
import { openWithin, signIn, useBrowser } from "./browser.ts";
import { fillScreens, screens, type Shown } from "./screens.ts";
import { wordsOf, type Language } from "./words.ts";
import { startWorld, type World } from "./world.ts";

/** What the navigation shows to whom (F2.1, F11). */
const table = `
                      commandCenter actions complaints inquiries feedback patients journeys surveys hospitals departments physicians employees leave complaintSettings inboundEvents sla automation access audit
  PX_ADMIN            yes           yes     yes        yes       yes      yes      yes      yes     yes       yes         yes        yes       yes   yes               yes           yes yes        yes    yes
  PX_COORDINATOR      yes           yes     yes        yes       yes      yes      yes      yes     yes       yes         yes        yes       yes   ·                 yes           yes yes        yes    ·
  HOSPITAL_ADMIN      yes           yes     yes        yes       yes      yes      yes      yes     yes       yes         yes        yes       yes   yes               yes           yes yes        yes    yes
  DEPARTMENT_MANAGER  yes           yes     yes        yes       yes      ·        yes      yes     yes       yes         yes        yes       yes   ·                 ·             ·   ·          ·      ·
  PHYSICIAN           yes           ·       ·          yes       yes      ·        yes      yes     yes       yes         yes        ·         ·     ·                 ·             ·   ·          ·      ·
  STAFF               ·             yes     yes        yes       yes      ·        ·        ·       yes       yes         yes        ·         ·     ·                 ·             ·   ·          ·      ·
  CALL_CENTER_AGENT   ·             yes     yes        yes       yes      yes      ·        ·       yes       yes         yes        ·         ·     ·                 ·             ·   ·          ·      ·
  EXECUTIVE           yes           yes     yes        yes       yes      ·        yes      yes     yes       yes         yes        ·         ·     ·                 ·             yes yes        ·      ·
  ANALYST             yes           yes     yes        yes       yes      yes      yes      yes     yes       yes         yes        ·         ·     ·                 yes           yes yes        ·      ·
`;
const [entries = [], ...rows] = table
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const expected = rows.map(([role = "", ...cells]) => ({
  role: role as Role,
  shown: entries.filter((_entry, i) => cells[i] === "yes"),
  // Each language is seen by half of them.
  language: (rows.findIndex(([name]) => name === role) % 2 === 0 ? "en" : "ar") as Language,
}));

const browser = useBrowser();
let world: World;
let shown: Shown;
beforeAll(async () => {
  world = await startWorld();
  shown = await fillScreens(world);
  await world.server.kernel.tx(async (tx) => {
    const { hospital, lab: department } = world;
    const physician = await tx.em.findOneOrFail(Physician, { id: shown.physicianId });
    for (const { role } of expected)
      await buildUser(tx, {
        role,
        email: emailOf(role),
        ...(role === Role.PX_ADMIN ? {} : { hospital }),
        ...([Role.DEPARTMENT_MANAGER, Role.STAFF].includes(role) ? { department } : {}),
        ...(role === Role.PHYSICIAN ? { physician } : {}),
      });
  });
});
afterAll(() => world.close());
const emailOf = (role: Role) => `${role.toLowerCase()}@roles.px360.test`;

describe("F2.1: what a role sees of the console", { timeout: 60_000 }, () => {
  it("every role of a person is in the table", () =>
    expect(expected.map(({ role }) => role).sort()).toEqual(
      Object.values(Role)
        .filter((role) => role !== Role.SERVICE_ACCOUNT)
        .sort(),
    ));

  it("every entry of the navigation is in the table", () =>
    expect(entries).toEqual(NAVIGATION.flatMap(({ items }) => items.map(({ key }) => key))));

  it.each(expected)("$role, in $language", async ({ role, shown: entriesShown, language }) => {
    const t = wordsOf(language);
    const { page, complaints, close } = await browser.visitor(language);
    const refused = refusalsOf(page);
    await signIn(page, world.url, emailOf(role), language);
    const navigation = page.getByRole("navigation", { name: t("app.navigation") });
    await navigation.getByRole("link").first().waitFor();
    const names = (await navigation.getByRole("link").allInnerTexts()).map((name) => name.split("\n")[0]?.trim());
    expect(entries.filter((entry) => names.includes(t(`app.nav.${entry}`)))).toEqual(entriesShown);

    // Nobody's day begins before a closed door.
    const [first] = entriesShown;
    await page.getByRole("heading", { level: 1, name: t(`app.nav.${first ?? "commandCenter"}`) }).waitFor();

    const wrong: string[] = [];
    for (const { name, path, permission, isOfOne } of screens) {
      const isAllowed = !permission || (roleMatrix[role] as readonly string[]).includes(permission);
      // Whether somebody may see this very thing is a matter of scope, proven elsewhere.
      if (isAllowed && isOfOne) continue;
      // The start page is another one for them.
      if (!isAllowed && path(shown) === "/") continue;
      await openWithin(page, path(shown), language);
      const isForbidden = (await page.locator("h1").first().innerText()) === t("app.forbidden.title");
      if (isForbidden === isAllowed) wrong.push(`${name}: ${isForbidden ? "refused" : "open"}`);
      if ((await page.locator("#main .px-failure").count()) > 0) wrong.push(`${name}: shows a failure`);
    }
    expect({ wrong, refused, complaints }).toEqual({ wrong: [], refused: [], complaints: [] });
    await close();
  });
});

/** What the console asked for and the server refused: it must know beforehand. */
function refusalsOf(page: Page): string[] {
  const refused: string[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith("/graphql")) return;
    response.text().then(
      (text) =>
        void (text.includes('"FORBIDDEN"') && refused.push(response.request().postData()?.slice(0, 300) ?? "?")),
      () => undefined,
    );
  });
  return refused;
}
