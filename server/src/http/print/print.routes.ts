import express, { type Express, type Request, type Response } from "express";
import { callerRoute, createRateLimit, shortToken } from "../../modules/accounts/index.ts";
import {
  failure,
  findVisible,
  Refusal,
  unauthenticated,
  type Kernel,
  type RequestContext,
} from "../../modules/core/index.ts";
import { findBrowser } from "./find-browser.ts";
import { fileNameOf, printables, printOrder, type PrintOrder } from "./print.orders.ts";
import { renderPage } from "./render-page.ts";

/** Long enough for a slow page, and for nothing else. */
const tokenSeconds = 60;
const atOnce = 2;

/**
 * `POST /api/print`: a detail page of the console as PDF. A browser of the server's own opens the page for the caller, with a token of
 * the caller's log-in that lasts a minute: so the sheet shows what the caller may see, and no rule is repeated here.
 */
export function printRoutes(app: Express, kernel: Kernel, ownUrl: () => string): void {
  const limit = createRateLimit(kernel, "print", 10, 60);
  let running = 0;

  app.post(
    "/api/print",
    express.json({ limit: "4kb" }),
    callerRoute(kernel, (context, req, res) => print(context, req, res), { isReading: true }),
  );

  async function print(context: RequestContext, req: Request, res: Response): Promise<void> {
    const { viewer } = context;
    if (!viewer) throw unauthenticated();
    const parsed = printOrder.safeParse(req.body);
    if (!parsed.success) throw failure("BAD_ORDER", "This page has no PDF.", "لا تتوفر هذه الصفحة بصيغة PDF.");
    const order = parsed.data;
    const { entity, permission, targetType } = printables[order.kind];
    // Whether they may comes before a browser is started for it.
    const row = await findVisible(context.reader(permission), entity, order.id);
    const browser = await findBrowser(kernel.config);
    const seconds = await limit.take(viewer.userId);
    if (seconds !== null || running >= atOnce) throw busy(seconds ?? 5);
    running += 1;
    let pdf: Buffer;
    try {
      const accessToken = shortToken(kernel, viewer, tokenSeconds);
      pdf = await renderPage(browser, { url: addressOf(order, ownUrl()), accessToken, order });
    } finally {
      running -= 1;
    }
    // Before the file goes out: nobody has a sheet that the trail does not know of.
    await context.run(permission, async (tx) =>
      tx.audit({
        action: "page.exported",
        targetType,
        targetId: order.id,
        hospitalId: row.hospital?.id,
        after: { format: "PDF", language: order.language.toUpperCase() },
      }),
    );
    res.setHeader("content-disposition", `attachment; filename="${fileNameOf(order, kernel.clock())}"`);
    res.setHeader("cache-control", "private, no-store");
    res.type("application/pdf").send(pdf);
  }
}

const addressOf = ({ kind, id }: PrintOrder, ownUrl: string) => `${ownUrl}/${printables[kind].path}/${id}`;

const busy = (seconds: number) =>
  new Refusal(
    "RATE_LIMITED",
    {
      en: `Other pages are being printed. Wait ${seconds} seconds.`,
      ar: `تُطبع صفحات أخرى الآن. انتظر ${seconds} ثانية.`,
    },
    { retryAfterSeconds: seconds },
  );
