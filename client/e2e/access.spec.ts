import { sql } from "@px360/server/modules/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testPassword } from "../../server/src/testing/factories.ts";
import { expectAccessible, expectFits, phone, settled, signIn, useBrowser } from "./browser.ts";
import { until } from "./until.ts";
import { languages, wordsOf } from "./words.ts";
import { labNurse, people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

const idOf = async (email: string) =>
  (await sql<{ id: string }>(world.server.kernel.orm.em.fork(), "select id from app_user where email = $1", [email]))[0]
    ?.id ?? "";

/** The address in the last message about an account, as the administrator of the group reads it in the log. */
async function mailedLink(userId: string): Promise<string> {
  const link = await until("the invitation", async () => {
    const [row] = await sql<{ body: Buffer }>(
      world.server.kernel.orm.em.fork(),
      "select body_sealed as body from notification_log where related_id = $1 order by created_at desc limit 1",
      [userId],
    );
    return row && /\/set-password#\S+/.exec(world.server.kernel.cipher.open(row.body))?.[0];
  });
  return `${world.url}${link}`;
}

describe.each(languages)("access in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);
  const email = `new-${language}@e2e.px360.test`;

  it("AC-13, AC-4: an invited colleague chooses a password, and a role counts in the open console at once", async () => {
    const admin = await browser.visitor(language);
    await signIn(admin.page, world.url, people.admin, language);
    await admin.page.goto(`${world.url}/access`);
    await admin.page.waitForURL("**/access/users");
    await settled(admin.page);
    await expectAccessible(admin.page, `users-${language}`);
    await admin.page.getByRole("button", { name: t("access.invite.do") }).click();
    const dialog = admin.page.getByRole("dialog");
    const label = (text: string) => dialog.getByLabel(text, { exact: false }).first();
    await label(t("access.users.email")).fill(email);
    await dialog.locator("[data-field=nameEn] input").fill("Amal Nasser");
    await dialog.locator("[data-field=nameAr] input").fill("أمل ناصر");
    await choose("language", t(`entities.language.${language.toUpperCase()}`));
    await choose("role", t("app.roles.ANALYST"));
    await choose("scopeType", t("access.scope.HOSPITAL"));
    await dialog.locator("[data-field=hospital] input").click();
    await admin.page.getByRole("option").first().click();
    await dialog.getByRole("button", { name: t("access.grant.another") }).click();
    await dialog.locator(".px-chosen-roles").getByText(t("app.roles.ANALYST")).waitFor();
    await expectAccessible(admin.page, `invite-${language}`);
    await dialog.getByRole("button", { name: t("access.invite.send") }).click();
    await admin.page.waitForURL(/\/access\/users\/[0-9a-f-]{36}$/);
    await admin.page
      .locator("h1")
      .getByText(language === "ar" ? "أمل ناصر" : "Amal Nasser")
      .waitFor();

    const colleague = await browser.visitor(language);
    await colleague.page.goto(await mailedLink(await idOf(email)));
    await settled(colleague.page);
    await colleague.page.getByLabel(t("auth.link.password"), { exact: true }).waitFor();
    await expectAccessible(colleague.page, `set-password-${language}`);
    await colleague.page.getByLabel(t("auth.link.password"), { exact: true }).fill(testPassword);
    await colleague.page.getByLabel(t("auth.link.repeated"), { exact: true }).fill(testPassword);
    await colleague.page.getByRole("button", { name: t("auth.link.save") }).click();
    await colleague.page.getByText(t("auth.link.done")).waitFor();
    await signIn(colleague.page, `${world.url}/login`, email, language);
    const navigation = colleague.page.getByRole("navigation", { name: t("app.navigation") });
    await navigation.getByText(t("app.nav.inboundEvents")).waitFor();

    // The administrator takes the role away: the colleague's console follows without being touched.
    await admin.page.reload();
    await settled(admin.page);
    await expectAccessible(admin.page, `user-${language}`);
    await admin.page.getByRole("button", { name: t("access.revoke.do") }).click();
    await admin.page
      .getByRole("dialog")
      .getByRole("button", { name: t("access.revoke.do") })
      .click();
    await navigation.getByText(t("app.nav.inboundEvents")).waitFor({ state: "detached" });
    expect([...admin.complaints, ...colleague.complaints]).toEqual([]);
    await Promise.all([admin.close(), colleague.close()]);

    async function choose(field: string, option: string): Promise<void> {
      await dialog.locator(`[data-field=${field}]`).click();
      await admin.page.getByRole("option", { name: option, exact: true }).click();
    }
  });

  it("AC-15: a PX admin views as a colleague under a banner, and comes back", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/access/users/${await idOf(people.manager)}`);
    await settled(page);
    await page.getByRole("button", { name: t("access.user.more") }).click();
    await page.getByRole("button", { name: t("access.do.viewAs") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("access.do.viewAs") })
      .click();
    const banner = page.locator(".px-view-as");
    await banner.waitFor();
    const navigation = page.getByRole("navigation", { name: t("app.navigation") });
    await navigation.getByText(t("app.nav.access")).waitFor({ state: "detached" });
    await settled(page);
    await expectAccessible(page, `view-as-${language}`);
    await banner.getByRole("button", { name: t("app.viewAs.end") }).click();
    await banner.waitFor({ state: "detached" });
    await navigation.getByText(t("app.nav.access")).waitFor();
    await close();
  });

  it("F2.1: the matrix, the keys and the accounts of systems can be read by everyone, and on a phone", async () => {
    const { page, close, complaints } = await browser.visitor(language, phone);
    await signIn(page, world.url, people.admin, language);
    for (const path of ["roles", "api-keys", "service-accounts", "users"]) {
      await page.goto(`${world.url}/access/${path}`);
      await settled(page);
      await expectAccessible(page, `${path}-${language}`);
      await expectFits(page, path);
    }
    await page.goto(`${world.url}/access/users?search=${encodeURIComponent(labNurse.nameEn)}`);
    await page.getByText(language === "ar" ? labNurse.nameAr : labNurse.nameEn).waitFor();
    await page.goto(`${world.url}/access/api-keys`);
    await page.getByRole("button", { name: t("access.keys.create") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("access.keys.label")).fill("LIS");
    await dialog.getByLabel(t("access.keys.source")).fill("LIS");
    await dialog.getByRole("button", { name: t("access.keys.create") }).click();
    await page.getByText(t("access.secret.once")).waitFor();
    expect(await page.getByLabel(t("access.secret.label")).inputValue()).toMatch(/^px_/);
    await page.goto(`${world.url}/access/api-keys`);
    await settled(page);
    await page
      .getByRole("button", { name: t("ui.table.actionsOf").replace("{name}", "LIS") })
      .first()
      .click();
    await page.getByText(t("access.keys.rotate.do"), { exact: true }).click();
    await dialog.locator("[data-field=overlapHours]").click();
    await page.getByRole("option", { name: t("access.keys.rotate.overlap.1") }).click();
    await dialog.getByRole("button", { name: t("access.keys.rotate.do") }).click();
    await page.getByText(t("access.secret.once")).waitFor();
    const [kept] = await sql<{ hours: number }>(
      world.server.kernel.orm.em.fork(),
      "select round(extract(epoch from previous_until - rotated_at) / 3600)::int as hours from api_key where label = 'LIS' and rotated_at is not null",
    );
    expect(kept?.hours).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
