import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { testPassword } from "../../server/src/testing/factories.ts";
import { findChromium } from "../../server/src/local/chromium.ts";
import { localeOf, wordsOf, type Language } from "./words.ts";

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;
export const desktop = { viewport: { width: 1280, height: 860 } } as const;
/** Long, as the machine may have other things to do; a quiet one needs a tenth. */
export const patienceMs = 20_000;
const fitsWithinMs = 5_000;
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export interface Visitor {
  readonly page: Page;
  /** What the page complained about in its console: errors, exceptions, answers that failed. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface TestBrowser {
  /** A person with a browser of their own: cookies and storage are shared with nobody. */
  visitor(language: Language, options?: BrowserContextOptions): Promise<Visitor>;
  running(): Browser;
}

/** One browser for a spec file: files of a run share their process, and nobody tells it when the last of them is done. */
export function useBrowser(): TestBrowser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(await findChromium());
  });
  afterEach((context) => (context.task.result?.state === "fail" ? keepShots(browser, context.task.name) : undefined));
  afterAll(() => browser.close());
  return {
    running: () => browser,
    async visitor(language, options = {}) {
      const context = await browser.newContext({
        ...desktop,
        locale: localeOf(language),
        reducedMotion: "reduce",
        colorScheme: "light",
        ...options,
      });
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      return { page, complaints: complaintsOf(page), close: () => context.close() };
    },
  };
}

export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`exception: ${String(error)}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}

/** What a failed test saw, in the temporary folder under `shots`. */
async function keepShots(browser: Browser, test: string): Promise<void> {
  const name = test.replace(/[^\p{L}\d]+/gu, "-").slice(0, 80);
  for (const [i, page] of browser
    .contexts()
    .flatMap((context) => context.pages())
    .entries())
    await shoot(page, `failed-${name}-${i}`);
}

async function shoot(page: Page, name: string): Promise<string> {
  const folder = join(tmpdir(), "shots");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true }).catch(() => undefined);
  return path;
}

/** Through the page, as a person does; ends on the page that was asked for. */
export async function signIn(page: Page, url: string, email: string, language: Language): Promise<void> {
  const t = wordsOf(language);
  await page.goto(url);
  await page.getByLabel(t("auth.email")).fill(email);
  await page.getByLabel(t("auth.password")).fill(testPassword);
  await page.getByRole("button", { name: t("auth.signIn") }).click();
  await page.locator(".px-topbar").waitFor();
}

/** Within the console, as its links lead: by way of a page whose title is known, so that the old one is not taken for the new. */
export async function openWithin(page: Page, path: string, language: Language): Promise<void> {
  const lost = wordsOf(language)("app.notFound.title");
  const isLost = await page.evaluate(goWithin, { path, lost, patienceMs });
  expect(isLost, `${path} has a page`).toBe(path === "/no-such-page");
  await settled(page);
}

/** Runs in the page; frame by frame, as asking from outside would take longer than the pages do. Whether the target's page never came. */
async function goWithin({ path, lost, patienceMs: patience }: { path: string; lost: string; patienceMs: number }) {
  const until = async (isSo: (title: string | undefined) => boolean) => {
    for (const end = performance.now() + patience; performance.now() < end;) {
      if (isSo(document.querySelector("h1")?.innerText)) return true;
      await new Promise(requestAnimationFrame);
    }
    return false;
  };
  const go = (to: string) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  };
  go("/between-pages");
  if (!(await until((title) => title === lost))) throw new Error("the page between pages never came");
  if (path === "/no-such-page") return true;
  go(path);
  return !(await until((title) => title !== undefined && title !== lost));
}

/** The screen is complete: nothing loads, nothing moves. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  expect(await page.evaluate(isStill, patienceMs), "nothing loads or moves any more").toBe(true);
}

/** Runs in the page. What turns for ever, such as a progress bar, is not waited for. */
async function isStill(patience: number): Promise<boolean> {
  const loads = () => document.fonts.status === "loading" || document.querySelector("[aria-busy=true], .px-skeleton");
  const moves = () =>
    document
      .getAnimations()
      .some(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
  for (const end = performance.now() + patience; performance.now() < end;) {
    if (!loads() && !moves()) return true;
    await new Promise(requestAnimationFrame);
  }
  return false;
}

/** axe finds nothing. Otherwise the failure names rule, element and reason, and a picture is kept. */
export async function expectAccessible(page: Page, name: string, alsoRules: readonly string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // No frames within, so no page of its own to gather from them.
    .setLegacyMode()
    .withTags([...wcag, ...alsoRules])
    .analyze();
  if (violations.length > 0) await shoot(page, `axe-${name}`);
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${name}: ${id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}\n${node.html.slice(0, 300)}`,
    ),
  );
  expect(told).toEqual([]);
}

/** Nothing sticks out of the window. Waits, as a window that was just resized is laid out a frame later; names what sticks out. */
export async function expectFits(page: Page, name = ""): Promise<void> {
  await expect.poll(() => page.evaluate(sticksOut), { timeout: fitsWithinMs, message: name }).toEqual([]);
}

/** Runs in the page: by how much it is wider than its window, and the first elements that lie outside. */
function sticksOut(): string[] {
  const overflow = (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth;
  if (overflow <= 0) return [];
  const outside = [...document.querySelectorAll("body *")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -1 || right > window.innerWidth + 1);
  });
  return [`${overflow} px`, ...outside.slice(0, 5).map(({ tagName, className }) => `${tagName} ${String(className)}`)];
}
