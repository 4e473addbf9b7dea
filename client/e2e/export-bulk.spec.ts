import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "@px360/server/modules/core";
import { buildPxAction } from "../../server/src/testing/factories-actions.ts";
import { expectAccessible, phone, settled, signIn, useBrowser } from "./browser.ts";
import { languages, wordsOf } from "./words.ts";
import { labNurse, people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
const copies = 104;

/** Actions to choose from: some of one kind to take along, many of another to act on. */
async function openActions(marker: string, count: number): Promise<void> {
  await world.server.kernel.tx(async (tx) => {
    const { id } = await buildPxAction(tx, { hospital: world.hospital, department: world.lab, titleEn: marker });
    await sql(
      tx.em,
      `insert into px_action
       select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7(), 'reference', $2 || n))).*
         from px_action a, generate_series(2, $3::int) n where a.id = $1`,
      [id, `${marker}-`, count],
    );
  });
}

beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

describe.each(languages)("in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);

  async function fileOf(page: Page, kind: "xlsx" | "csv"): Promise<Buffer> {
    await page.getByRole("button", { name: t("entities.export.title") }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: t(`entities.export.${kind}`) }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^actions-.*\\.${kind}$`));
    return readFile(await file.path());
  }

  it("the filtered list is downloaded as Excel and as CSV, in the reader's language and direction", async () => {
    await openActions(`Take-${language}`, 3);
    const { page, complaints, close } = await browser.visitor(language);
    await signIn(page, world.url, people.manager, language);
    await page.goto(`${world.url}/actions?search=Take-${language}`);
    await settled(page);
    const sheet = strFromU8(unzipSync(await fileOf(page, "xlsx"))["xl/worksheets/sheet1.xml"] as Uint8Array);
    expect(sheet.match(/<row /g)).toHaveLength(4);
    expect(sheet).toContain(t("actions.priority"));
    expect(sheet).toContain(t("entities.actionStatus.OPEN"));
    expect(sheet.includes('rightToLeft="1"')).toBe(language === "ar");
    const csv = (await fileOf(page, "csv")).toString("utf8");
    expect(csv.startsWith("\ufeff")).toBe(true);
    expect(csv.trim().split("\r\n")).toHaveLength(4);
    expect(complaints).toEqual([]);
    await close();
  });

  it("all that match are assigned at once: preview, progress, outcome", async () => {
    await openActions(`Many-${language}`, copies);
    const { page, complaints, close } = await browser.visitor(language, language === "ar" ? phone : {});
    await signIn(page, world.url, people.manager, language);
    await page.goto(`${world.url}/actions?search=Many-${language}`);
    await settled(page);
    await page.getByRole("checkbox").first().check();
    const bar = page.getByRole("region", { name: t("ui.table.bulk") });
    // On a phone the rows are cards, and no head is there to choose the page by.
    if (language === "ar") await bar.getByRole("button", { name: t("ui.bulk.selectPage") }).click();
    await bar.getByRole("button", { name: String(copies) }).click();
    if (language === "ar") await bar.getByRole("button", { name: t("actions.bulk.assign") }).click();
    else await page.keyboard.press("a");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: t("actions.ask.assign.person") }).click();
    await page.getByRole("option", { name: language === "ar" ? labNurse.nameAr : labNurse.nameEn }).click();
    await expect.poll(() => dialog.locator(".px-bulk-preview__main").textContent()).toContain(String(copies));
    await settled(page);
    await expectAccessible(page, `bulk-preview-${language}`);
    await dialog.getByRole("button", { name: t("actions.bulk.assign"), exact: true }).click();
    await expect
      .poll(() => dialog.locator(".px-bulk-outcome__main").textContent(), { timeout: 20_000 })
      .toContain(String(copies));
    await settled(page);
    await expectAccessible(page, `bulk-outcome-${language}`);
    await dialog.getByRole("button", { name: t("entities.bulk.close") }).click();
    await expect.poll(() => bar.count()).toBe(0);
    const owned = await sql<{ n: string }>(
      world.server.kernel.orm.em.fork(),
      "select count(*) as n from px_action a join app_user u on u.id = a.assignee_id where a.title_en = $1 and u.name_en = $2",
      [`Many-${language}`, labNurse.nameEn],
    );
    expect(Number(owned[0]?.n)).toBe(copies);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("CO-46: compliments are closed together from their list, which then shows it", { timeout: 60_000 }, async () => {
  const t = wordsOf("ar");
  const words = { hospitalId: world.hospital.id, source: "RECEPTION", subject: "شكر للطاقم", description: "شكرًا لكم." };
  for (const kind of ["COMPLIMENT", "COMPLIMENT", "COMPLIMENT", "SUGGESTION"])
    await world.admin.query(
      "mutation ($input: CreateFeedbackInput!) { createFeedback(input: $input) { userErrors { code } } }",
      { input: { ...words, kind } },
    );
  const { page, complaints, close } = await browser.visitor("ar");
  await signIn(page, world.url, people.coordinator, "ar");
  await page.goto(`${world.url}/feedback?kind=COMPLIMENT`);
  await settled(page);
  await page.getByRole("checkbox").first().check();
  const bar = page.getByRole("region", { name: t("ui.table.bulk") });
  await bar.getByRole("button", { name: t("feedback.bulk.status") }).click();
  const dialog = page.getByRole("dialog", { name: t("feedback.bulk.title.status") });
  await dialog.getByRole("radio", { name: t("entities.feedbackStatus.CLOSED") }).check();
  await expect.poll(() => dialog.locator(".px-bulk-preview__main").textContent()).toContain("3");
  await settled(page);
  await expectAccessible(page, "bulk-feedback");
  await dialog.getByRole("button", { name: t("feedback.bulk.status"), exact: true }).click();
  await expect.poll(() => dialog.locator(".px-bulk-outcome__main").textContent(), { timeout: 20_000 }).toContain("3");
  await dialog.getByRole("button", { name: t("entities.bulk.close") }).click();
  // The rows behind it are asked for again.
  const closed = page.locator("tbody tr").filter({ hasText: t("entities.feedbackStatus.CLOSED") });
  await expect.poll(() => closed.count()).toBe(3);
  expect(complaints).toEqual([]);
  await close();
});
