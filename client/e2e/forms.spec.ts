import { readFileSync } from "node:fs";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "@px360/server/modules/core";
import { openForPrint, paperOf, sheetOf } from "../../server/src/http/print/render-page.ts";
import { printables } from "../../server/src/http/print/print.orders.ts";
import { expectAccessible, expectFits, settled, signIn, useBrowser } from "./browser.ts";
import { fillScreens, type Shown } from "./screens.ts";
import { languages, wordsOf } from "./words.ts";
import { labNurse, people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
let shown: Shown;
let actionId: string;
beforeAll(async () => {
  world = await startWorld();
  shown = await fillScreens(world);
  ({ actionId } = shown);
});
afterAll(() => world.close());

/** Words of a PDF as its reader would copy them; presentation forms of Arabic letters count as the letters. */
async function wordsIn(pdf: Uint8Array): Promise<{ text: string; pages: number }> {
  const sheets = await textsOf(pdf);
  return { text: sheets.join("\n"), pages: sheets.length };
}
async function textsOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: false });
  return text.map((sheet) => sheet.normalize("NFKC").replace(/[\u2066-\u2069\u200e\u200f]/g, ""));
}

/** Chromium writes the glyphs of Arabic in the order of drawing, and readers turn them. */
const turned = (text: string) => [...text].reverse().join("");

describe.each(languages)("the PDF of a page in %s", { timeout: 90_000 }, (language) => {
  const t = wordsOf(language);

  it("carries title, time, reader and page numbers, with Arabic in its letters", async () => {
    const { page, complaints, close } = await browser.visitor(language, { acceptDownloads: true });
    await signIn(page, world.url, people.manager, language);
    await page.goto(`${world.url}/actions/${actionId}`);
    await settled(page);
    const title = await page.locator("h1").innerText();
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: t("entities.print.pdf"), exact: true }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^px360-action-\d{4}-\d\d-\d\d-[\da-f]{6}\.pdf$/);
    const path = await download.path();
    const { text, pages } = await wordsIn(new Uint8Array(readFileSync(path)));
    const name = language === "ar" ? "خالد الشهري" : "Khalid Alshehri";
    const words = [...title.split(/[^\p{L}]+/u), ...name.split(" "), t("entities.actionStatus.OPEN")].filter(Boolean);
    for (const word of words)
      expect(
        [text, turned(text)].some((each) => each.includes(word)),
        word,
      ).toBe(true);
    for (const part of ["PXA-2026", `1 / ${pages}`]) expect(text).toContain(part);
    const trail = await world.admin.query(
      '{ auditEvents(first: 1, filter: { action: "page.exported" }) { nodes { action targetId } } }',
    );
    expect(JSON.stringify(trail.data)).toContain(actionId);
    expect(complaints).toEqual([]);
    await close();
  });
});

/** Chromium maps the two glyphs of “رة” the wrong way round; the order of all else is looked at. */
const arabicOf = (text: string) => text.replace(/[^\p{Script=Arabic} ]|ة/gu, "").trim();

describe("the sheets of the other pages", { timeout: 90_000 }, () => {
  const t = wordsOf("ar");
  const kinds = [
    "complaint",
    "feedback",
    "patient",
    "physician",
    "employee",
    "department",
    "hospital",
    "user",
  ] as const;

  it("carry the page alone: nothing to press, nothing cut off, no empty sheet, Arabic in its order", async () => {
    const as = { language: "ar", digits: "latn", calendar: "gregory" } as const;
    const url = world.url;
    const paper = await paperOf(browser.running(), { url, order: { ...as, kind: "user", id: shown.userId } });
    for (const kind of kinds) {
      const id = shown[`${kind}Id`];
      const job = { order: { ...as, kind, id }, accessToken: world.admin.accessToken ?? "" };
      const page = await openForPrint(paper, { url: `${url}/${printables[kind].path}/${id}`, ...job });
      await page.emulateMedia({ media: "print" });
      await expectFits(page, kind);
      const pressed = page.locator("button, nav, form, input, [role=button]").filter({ visible: true });
      expect(await pressed.allInnerTexts(), kind).toEqual([]);
      expect(await page.getByRole("heading", { name: t("audit.trail.title") }).count(), kind).toBe(0);
      const title = arabicOf(await page.locator("h1").innerText());
      const sheets = await textsOf(new Uint8Array(await sheetOf(page)));
      await page.close();
      for (const sheet of sheets) expect(arabicOf(sheet).length, `a sheet of ${kind}`).toBeGreaterThan(100);
      expect(title.length).toBeGreaterThan(0);
      expect(arabicOf(turned(sheets.join("\n"))), kind).toContain(title);
    }
    await paper.close();
  });
});

describe("the PDF of a page for an administrator who looks as somebody else", { timeout: 90_000 }, () => {
  it("AC-15: names both persons on the sheet and in the trail", async () => {
    const em = world.server.kernel.orm.em.fork();
    const [manager] = await sql<{ id: string }>(em, "select id from app_user where email = $1", [people.manager]);
    const { data } = await world.admin.query<{ startViewAs: { accessToken: string } }>(
      "mutation ($input: StartViewAsInput!) { startViewAs(input: $input) { accessToken } }",
      { input: { userId: manager?.id } },
    );
    const answer = await fetch(`${world.url}/api/print`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${data?.startViewAs.accessToken}` },
      body: JSON.stringify({ kind: "action", id: actionId, language: "en", digits: "latn", calendar: "gregory" }),
    });
    expect(answer.status).toBe(200);
    const { text } = await wordsIn(new Uint8Array(await answer.arrayBuffer()));
    for (const name of ["Reem Alqahtani", "Khalid Alshehri"]) expect(text).toContain(name);
    const trail = await sql<{ label: string }>(
      em,
      "select actor_label as label from audit_event where action = 'page.exported' order by id desc limit 1",
    );
    expect(trail[0]?.label).toBe(`${people.admin} as ${people.manager}`);
  });
});

describe.each(languages)("two people edit one department in %s", { timeout: 90_000 }, (language) => {
  const t = wordsOf(language);

  it("the later one sees both values and chooses; unsaved changes are asked about", async () => {
    const { page, close } = await browser.visitor(language);
    await signIn(page, world.url, people.admin, language);
    await page.goto(`${world.url}/departments/${world.lab.id}`);
    await settled(page);
    await page
      .getByRole("main")
      .getByRole("button", { name: t("organizations.edit"), exact: true })
      .click();
    const field = (name: string) => page.locator(`[data-field=${name}] input`);
    await field("nameEn").fill(`Mine ${language}`);

    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: t("ui.form.unsaved.stay") }).click();
    await expect.poll(() => field("nameEn").inputValue()).toBe(`Mine ${language}`);

    const { data } = await world.admin.query<{ department: { version: number } }>(
      "query ($id: ID!) { department(id: $id) { version } }",
      { id: world.lab.id },
    );
    const theirs = { id: world.lab.id, nameEn: `Theirs ${language}`, code: `LAB-${language}` };
    const other = await world.admin.query(
      "mutation ($input: UpdateDepartmentInput!) { updateDepartment(input: $input) { userErrors { code } } }",
      { input: { ...theirs, version: data?.department.version } },
    );
    expect(other).toMatchObject({ data: { updateDepartment: { userErrors: [] } } });

    await page.getByRole("button", { name: t("organizations.save"), exact: true }).click();
    await page.getByText(t("ui.form.conflict.title")).waitFor();
    const choice = page.getByRole("group", {
      name: t("ui.form.inEnglish").replace("{label}", t("organizations.name")),
    });
    expect(await choice.innerText()).toContain(`Mine ${language}`);
    expect(await choice.innerText()).toContain(`Theirs ${language}`);
    expect(await field("code").inputValue()).toBe(theirs.code);
    await expectAccessible(page, `conflict-${language}`);
    await page.getByRole("button", { name: t("ui.form.conflict.save") }).click();
    await page.getByText(t("ui.form.conflict.title")).waitFor({ state: "hidden" });
    await expect
      .poll(async () => {
        const now = await world.admin.query("query ($id: ID!) { department(id: $id) { nameEn code } }", {
          id: world.lab.id,
        });
        return now.data;
      })
      .toEqual({ department: { nameEn: `Mine ${language}`, code: theirs.code } });
    await close();
  });
});

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
    await page.keyboard.press("Escape");
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await close();
  });
});
