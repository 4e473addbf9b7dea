import { sql } from "@px360/server/modules/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectFits, phone, settled, signIn, useBrowser } from "./browser.ts";
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

const markBroken = (position: number | null) =>
  world.server.kernel.tx((tx) =>
    sql(
      tx.em,
      "update audit_chain set broken_position = $1, broken_reason = 'CHANGED', broken_at = now(), verified_at = now()",
      [position],
    ),
  );

describe.each(languages)("audit trail in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);

  it("CO-40: stands on the page of a thing, with each value before and after", async () => {
    const { page, complaints, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/actions/${actionId}?tab=history`);
    const tile = page.getByRole("region", { name: t("audit.trail.title") });
    await tile.getByText(t("audit.action.pxAction.created")).waitFor();
    expect(await tile.getByRole("columnheader", { name: t("ui.change.before") }).count()).toBeGreaterThan(0);
    await settled(page);
    await expectAccessible(page, `audit-trail-${language}`);
    await page.setViewportSize(phone.viewport);
    await page.reload();
    await settled(page);
    await expectFits(page);
    // Not all tabs fit: the current one lies within the row.
    const [row, tab] = await page.evaluate(() =>
      [".px-segments", ".px-segments [aria-current]"].map((one) => {
        const { left, right } = document.querySelector(one)?.getBoundingClientRect() ?? { left: 0, right: 0 };
        return { left, right };
      }),
    );
    expect(tab?.left).toBeGreaterThanOrEqual((row?.left ?? 0) - 1);
    expect(tab?.right).toBeLessThanOrEqual((row?.right ?? 0) + 1);
    expect(complaints).toEqual([]);
    await close();
  });

  it("CO-41: the audit page lists, narrows and opens entries in words, by address; CO-42: it sounds the alarm when the chain is broken", async () => {
    const { page, complaints, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.getByRole("link", { name: t("app.nav.audit") }).click();
    await settled(page);
    await page
      .getByRole("link", { name: t("audit.action.login.succeeded") })
      .first()
      .waitFor();
    await expectAccessible(page, `audit-page-${language}`);
    await page.getByRole("button", { name: t("entities.export.title") }).click();
    await page.getByText(t("entities.export.csv")).waitFor();
    await page.keyboard.press("Escape");

    await page.goto(`${world.url}/audit?action=pxAction.created&targetId=${actionId}`);
    await settled(page);
    expect(await page.getByRole("link", { name: t("audit.action.login.succeeded") }).count()).toBe(0);
    await page.getByRole("link", { name: t("audit.action.pxAction.created") }).click();
    const drawer = page.getByRole("dialog", { name: t("audit.action.pxAction.created") });
    await drawer.getByRole("rowheader", { name: t("audit.field.reference") }).waitFor();
    await drawer.getByRole("cell", { name: t("audit.value.STAGE_SURVEY") }).waitFor();
    expect(new URL(page.url()).searchParams.get("targetId")).toBe(actionId);
    await settled(page);
    await expectAccessible(page, `audit-entry-${language}`);
    await page.setViewportSize(phone.viewport);
    await settled(page);
    await expectFits(page);

    await markBroken(3);
    await page.goto(`${world.url}/audit`);
    await page.getByRole("alert").getByText(t("audit.chain.broken")).waitFor();
    await settled(page);
    await expectAccessible(page, `audit-broken-${language}`);
    await markBroken(null);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("is not offered to whoever may not read it", { timeout: 60_000 }, async () => {
  const language = "en";
  const t = wordsOf(language);
  const { page, close } = await browser.visitor(language);
  await signIn(page, world.url, people.coordinator, language);
  await page.goto(`${world.url}/actions/${actionId}?tab=history`);
  await page.getByRole("region", { name: t("actions.log.title") }).waitFor();
  expect(await page.getByRole("region", { name: t("audit.trail.title") }).count()).toBe(0);
  await close();
});
