import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { buildHospital } from "../../server/src/testing/factories.ts";
import { expectAccessible, settled, signIn, useBrowser, type Visitor } from "./browser.ts";
import { languages, wordsOf, type Language } from "./words.ts";
import { people, startWorld, type World } from "./world.ts";

const browser = useBrowser();
let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

const nameOf = (thing: { nameEn: string; nameAr: string }, language: Language) =>
  language === "ar" ? thing.nameAr : thing.nameEn;
const clinics = { nameEn: "Outpatient clinics", nameAr: "العيادات الخارجية" };
const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole("combobox", { name: label }).press("Enter");
  await page.getByRole("option", { name: option, exact: true }).last().click();
};

describe.each(languages)("organizations in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await browser.visitor(language);
    await signIn(visitor.page, `${world.url}/departments`, people.admin, language);
  });
  afterAll(() => visitor.close());

  it("adds a department, walks the tree by keyboard, and is refused a cycle", async () => {
    const { page } = visitor;
    const code = `LAB-${language.toUpperCase()}`;
    const lab = nameOf(world.lab, language);
    const added = language === "ar" ? "مختبر الدم" : "Blood laboratory";
    await settled(page);
    await page.getByRole("button", { name: t("organizations.department.add") }).click();
    await page.getByLabel(t("organizations.code")).fill(code);
    await page.getByLabel(t("ui.form.inEnglish").replace("{label}", t("organizations.name"))).fill("Blood laboratory");
    await page.getByLabel(t("ui.form.inArabic").replace("{label}", t("organizations.name"))).fill("مختبر الدم");
    await choose(page, t("organizations.department.above"), lab);
    await page.getByRole("button", { name: t("organizations.save") }).click();
    const item = page.locator("[role=treeitem]", { hasText: code });
    await item.waitFor();
    expect(await item.getAttribute("aria-level")).toBe("2");
    await expectAccessible(page, `organizations-${language}`);

    await item.dragTo(page.locator("[role=treeitem]", { hasText: nameOf(clinics, language) }));
    await page
      .getByText(t("organizations.department.moved").split("{name}")[1] ?? "")
      .first()
      .waitFor();
    await page.getByRole("button", { name: t("ui.undo") }).click();
    await expect
      .poll(async () => {
        const { data } = await world.admin.query<{ departments: { nodes: { parentId: string }[] } }>(
          "query ($search: String) { departments(filter: { search: $search }) { nodes { parentId } } }",
          { search: code },
        );
        return data?.departments.nodes[0]?.parentId;
      })
      .toBe(world.lab.id);

    const top = page.locator("[role=treeitem][aria-level='1']", { hasText: lab });
    await top.focus();
    const [forward, backward] = language === "ar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    await page.keyboard.press(backward ?? "");
    expect(await top.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press(forward ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: lab }).waitFor();

    await page.getByRole("button", { name: t("organizations.department.moveTo") }).click();
    await choose(page, t("organizations.department.above"), added);
    await page.getByRole("button", { name: t("organizations.department.move"), exact: true }).click();
    await page
      .getByText(language === "ar" ? "لا يمكن أن يتبع القسم نفسه" : "cannot lie below itself")
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
  });

  it("tries a file out, names its wrong rows, and imports the mended one", async () => {
    const { page } = visitor;
    await page.goto(`${world.url}/physicians/import`);
    await settled(page);
    const upload = async (csv: string) => {
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "physicians.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
      await page.getByRole("button", { name: t("organizations.import.try") }).click();
    };
    const head = "license_number,name_ar,name_en,department_code";
    await upload(`${head}\nI-${language}-1,د. منى,Dr. Mona,LAB\nI-${language}-2,د. عمر,Dr. Omar,NOWHERE`);
    await page.getByRole("cell", { name: "department_code" }).waitFor();
    await expectAccessible(page, `organizations-${language}`);
    await upload(`${head}\nI-${language}-1,د. منى,Dr. Mona,LAB\nI-${language}-2,د. عمر,Dr. Omar,LAB`);
    await page.locator(".px-import-counts").waitFor();
    await page
      .locator(".px-tile", { hasText: t("organizations.import.steps.check") })
      .getByRole("button")
      .click();
    await page.getByText(t("organizations.import.saved")).waitFor();
  });

  it("warns about a patient's id, saves it anyway, and shows identity only when asked", async () => {
    const { page } = visitor;
    await page.goto(`${world.url}/patients`);
    await settled(page);
    await page.getByRole("button", { name: t("patients.add") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("entities.mrn")).fill(`MRN-NEW-${language}`);
    await dialog.getByLabel(t("ui.form.inEnglish").replace("{label}", t("patients.name"))).fill("Huda Alharbi");
    await dialog.getByLabel(t("patients.nationalId")).fill("١٠٠٠٠٠٠٠٠٩");
    await dialog.getByLabel(t("patients.mobile")).fill("٠٥٠١١١٢٢٣٣");
    await dialog.getByRole("button", { name: t("patients.save") }).click();
    await dialog.getByRole("button", { name: t("ui.form.saveAnyway") }).click();
    await page.getByRole("heading", { level: 1, name: `MRN-NEW-${language}` }).waitFor();
    await settled(page);
    expect(await page.getByText("1000000009").count()).toBe(0);
    await page.getByRole("button", { name: t("patients.show") }).click();
    await page.getByText("1000000009").waitFor();
    expect(page.url()).not.toContain("1000000009");
    await expectAccessible(page, `organizations-${language}`);
  });

  it("complains of nothing", () => {
    expect(visitor.complaints).toEqual([]);
  });
});

describe.each(languages)("a choice by keyboard in %s", { timeout: 60_000 }, (language) => {
  const t = wordsOf(language);

  it("opens, moves and takes without a mouse", async () => {
    const added = { nameEn: `Malqa ${language}`, nameAr: `الملقا ${language}` };
    await world.server.kernel.tx(async (tx) => void Object.assign(await buildHospital(tx), added));
    const { page, close } = await browser.visitor(language);
    await signIn(page, `${world.url}/physicians/import`, people.admin, language);
    await settled(page);
    const hospital = page.getByRole("combobox", { name: t("entities.hospital") });
    const list = page.getByRole("listbox");
    await page.getByRole("button", { name: t("organizations.import.template") }).focus();
    await page.keyboard.press("Tab");
    expect(await hospital.evaluate((box) => box.contains(document.activeElement))).toBe(true);
    for (const key of ["Enter", "Space", "ArrowUp"]) {
      await page.keyboard.press(key);
      await list.waitFor();
      await page.keyboard.press("Escape");
      await list.waitFor({ state: "hidden" });
    }
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: nameOf(world.hospital, language) }).waitFor();
    await settled(page);
    await page.keyboard.press("ArrowDown");
    const chosen = await page.locator("[role=option]:focus").innerText();
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "hidden" });
    expect(await page.locator(".v-select__selection-text").innerText()).toBe(chosen);
    await close();
  });
});
