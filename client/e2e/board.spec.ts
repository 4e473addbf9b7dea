import { sql } from "@px360/server/modules/core";
import { PxActionSource, PxActionStatus } from "@px360/server/modules/action-center";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPxAction } from "../../server/src/testing/factories-actions.ts";
import { expectAccessible, expectFits, phone, settled, signIn, useBrowser } from "./browser.ts";
import { languages, wordsOf } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
const hour = 3_600_000;
let world: World;
const open = (dueIn: number, given: Parameters<typeof buildPxAction>[1] = {}) =>
  world.server.kernel.tx((tx) =>
    buildPxAction(tx, {
      hospital: world.hospital,
      department: world.lab,
      dueAt: new Date(Date.now() + dueIn),
      ...given,
    }),
  );
beforeAll(async () => {
  world = await startWorld();
  await open(-2 * hour, { titleEn: "Two hours at the laboratory" });
  await open(-hour, { status: PxActionStatus.IN_PROGRESS, source: PxActionSource.SOCIAL_MENTION });
  await open(2 * hour, { status: PxActionStatus.PENDING_APPROVAL });
  await open(100 * hour);
});
afterAll(() => world.close());

describe.each(languages)("the board of actions in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);
  const stepsOf = (reference: string) => t("actions.board.steps").replace("{reference}", reference);

  it("PX-19, PX-20, PX-22: take a card from the queue by its menu, pause it by dropping it, and follow a count to its list", async () => {
    const queued = await open(hour / 2, { titleEn: `Nobody's in ${language}` });
    await world.server.kernel.tx((tx) =>
      sql(tx.em, "update px_action set assignee_id = null where id = $1", [queued.id]),
    );
    const { page, complaints, close } = await browser.visitor(language, { viewport: { width: 1680, height: 900 } });
    await signIn(page, world.url, people.manager, language);
    await page.goto(`${world.url}/actions?isOpen=1`);
    await settled(page);
    // The list stands still until it is asked for what is new.
    const { reference } = await open(3 * hour);
    await page.locator(".px-news button").waitFor({ timeout: 20_000 });
    expect(await page.getByText(reference).count()).toBe(0);
    await page.locator(".px-news button").click();
    await page.getByText(reference).first().waitFor();
    await page.getByRole("link", { name: t("actions.looks.board") }).click();
    await page.waitForURL(/\/actions\/board\?isOpen=1/);
    await settled(page);
    await expectAccessible(page, `board-${language}`);
    const soon = page.getByRole("region", { name: t("actions.buckets.WITHIN_HOUR") });
    await soon.getByRole("button", { name: stepsOf(queued.reference) }).click();
    await page.getByRole("button", { name: t("actions.do.take"), exact: true }).click();
    await page.getByText(t("actions.done.take")).first().waitFor();

    const card = soon.locator("article", { hasText: queued.reference });
    const resting = page.getByRole("region", { name: t("actions.buckets.PAUSED") });
    await card.dragTo(resting, { sourcePosition: { x: 40, y: 8 } });
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("actions.reason")).fill("The supplier delivers tomorrow");
    await dialog.getByRole("button", { name: t("actions.do.pause") }).click();
    const still = resting.locator("article", { hasText: queued.reference });
    const [, ifResumed = ""] = /\{since\}(.*)\{due\}/.exec(t("entities.caseClock.sinceDue")) ?? [];
    await still.getByText(ifResumed.trim()).waitFor();

    const overdue = page.getByRole("region", { name: t("actions.buckets.OVERDUE") });
    const count = overdue.getByRole("heading").getByRole("link");
    const counted = await count.textContent();
    await count.click();
    await page.waitForURL(/\/actions\?.*timeToBreach=OVERDUE/);
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(await overdueCount());
    expect(counted).not.toBe("0");
    expect(complaints).toEqual([]);
    await close();
  });

  it("what others open gathers behind a button while the pointer is on the board", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.coordinator, language);
    await page.goto(`${world.url}/actions/board?isOpen=1`);
    await settled(page);
    await page.getByRole("region", { name: t("actions.buckets.LATER") }).hover();
    const news = page.locator(".px-board__news button");
    const opened = [];
    // Until the socket stands nothing arrives.
    for (let n = 0; n < 20 && (await news.count()) === 0; n++) {
      opened.push(await open((200 + n) * hour));
      await page.waitForTimeout(250);
    }
    const last = opened[0]?.reference ?? "";
    await news.waitFor();
    await news.click();
    await page.locator("article", { hasText: opened.at(-1)?.reference ?? last }).waitFor();
    await close();
  });

  it("on a phone the columns are swiped, nothing is wider than the window, and the bulk bar takes two lines", async () => {
    const { page, close } = await browser.visitor(language, phone);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/actions/board?isOpen=1`);
    await settled(page);
    await expectFits(page);
    await expectAccessible(page, `board-phone-${language}`);
    await page.goto(`${world.url}/actions`);
    await settled(page);
    await page.locator("tbody input[type=checkbox]").first().tap();
    const bar = page.getByRole("region", { name: t("ui.table.bulk") });
    await bar.getByRole("button", { name: t("actions.bulk.approve"), exact: true }).waitFor();
    expect((await bar.boundingBox())?.height).toBeLessThan(110);
    await expectFits(page);
    await close();
  });
});

const overdueCount = async () => {
  const { data } = await world.admin.query<{ pxActions: { totalCount: number } }>(
    "{ pxActions(filter: { isOpen: true, isOverdue: true }) { totalCount } }",
  );
  return data?.pxActions.totalCount;
};
