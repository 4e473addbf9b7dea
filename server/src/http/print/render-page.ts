import { chromium, type Browser as ChromiumBrowser, type BrowserContext, type Page } from "playwright-core";
import { Refusal } from "../../modules/core/index.ts";
import type { Browser } from "./find-browser.ts";
import type { PrintOrder } from "./print.orders.ts";

export interface PrintJob {
  readonly url: string;
  readonly accessToken: string;
  readonly order: PrintOrder;
}

/** A page that is not there by now has a fault that waiting does not mend. */
const patienceMs = 20_000;

/** The page as PDF. A browser of its own for each: nothing of one person's session can show in another's. */
export async function renderPage(browser: Browser, job: PrintJob): Promise<Buffer> {
  const running = await chromium.launch({
    ...browser,
    timeout: patienceMs,
    // The server ends by its own rules; the browser goes with its parent.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    return await sheetOf(await openForPrint(await paperOf(running, job), job));
  } finally {
    await running.close();
  }
}

/** What is drawn on: as large as a sheet, in the reader's language, with nothing from outside. */
export async function paperOf(running: ChromiumBrowser, job: Pick<PrintJob, "url" | "order">): Promise<BrowserContext> {
  const context = await running.newContext({
    serviceWorkers: "block",
    locale: job.order.language === "ar" ? "ar-SA" : "en-GB",
    colorScheme: "light",
    reducedMotion: "reduce",
    // Chromium's A4 at 96 dpi, so that what is measured on the screen fits the sheet.
    viewport: { width: 794, height: 1123 },
  });
  context.setDefaultTimeout(patienceMs);
  await keepInside(context, new URL(job.url).origin);
  return context;
}

/** The page as the sheet is made of it, complete. */
export async function openForPrint(paper: BrowserContext, job: PrintJob): Promise<Page> {
  const page = await paper.newPage();
  await introduce(page, job);
  await page.goto(job.url);
  await untilDrawn(page);
  return page;
}

export const sheetOf = (page: Page): Promise<Buffer> =>
  page.pdf({ format: "A4", printBackground: true, preferCSSPageSize: true, tagged: true, outline: true });

/** The sheet is made of our own server's answers; nothing is asked of anybody else. */
async function keepInside(context: BrowserContext, origin: string): Promise<void> {
  await context.route("**/*", (route) =>
    new URL(route.request().url()).origin === origin ? route.continue() : route.abort(),
  );
  await context.routeWebSocket(/.*/, (socket) => socket.close());
}

/** The token reaches the page by no address, cookie or storage; the console finds it before its first line runs. */
async function introduce(page: Page, { accessToken, order }: PrintJob): Promise<void> {
  const { language, digits, calendar } = order;
  await page.addInitScript((given) => void Object.assign(globalThis, { px360Print: given }), {
    accessToken,
    preferences: { language, digits, calendar, theme: "light", density: "dense" },
  });
}

async function untilDrawn(page: Page): Promise<void> {
  await page.locator("html[data-print=ready]").waitFor({ state: "attached" });
  if ((await page.locator(".px-failure, .px-empty--noRight").count()) > 0) throw notDrawn();
}

const notDrawn = () =>
  new Refusal("UNAVAILABLE", {
    en: "The page could not be drawn completely. Please try again.",
    ar: "تعذّر إعداد الصفحة كاملة. يرجى المحاولة مجددًا.",
  });
