import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Express, Request, Response } from "express";
import { languageOf, type Kernel, type Language } from "../core/index.ts";
import { assetsBase, createFormAssets, type FormAssets } from "./form-assets.ts";
import { noteMiss, waitBeforeUse } from "./public-limits.ts";
import { SURVEY_PAGE_CSP } from "./public-page/document.ts";
import { renderStatePage } from "./public-page/state-page.ts";
import { renderSurveyPage } from "./public-page/survey-page.ts";
import { findByToken, markOpened, savedAnswers, stateOf, type PublicState } from "./public-survey.service.ts";
import { surveyLink } from "./survey.token.ts";

const yearSeconds = 31_536_000;
const statusOf: Record<PublicState, number> = { OPEN: 200, ANSWERED: 200, EXPIRED: 410, CANCELLED: 410, INVALID: 404 };

/** `/s/:token` and what the form needs: for patients, without log-in (F6.5). */
export function publicSurveyRoutes(app: Express, kernel: Kernel): void {
  // Stops the start when PUBLIC_URL is too long for an SMS (SV-13), not the first sending.
  surveyLink(kernel.config.PUBLIC_URL, "x".repeat(22));
  const assets = createFormAssets(kernel.log, kernel.config.isProduction);

  app.get(`${assetsBase}assets/:file`, (req: Request, res: Response) => {
    const file = assets().file(String(req.params["file"]));
    if (!file) return void res.status(404).type("text").send("There is nothing at this address.");
    const encoding = encodingOf(req);
    if (encoding) res.setHeader("content-encoding", encoding);
    res.setHeader("vary", "accept-encoding");
    res.setHeader("cache-control", `public, max-age=${yearSeconds}, immutable`);
    res.setHeader("content-type", file.type);
    res.end(encoding === "br" ? file.br : encoding === "gzip" ? file.gzip : file.body);
  });

  app
    .route(["/s", "/s/:token"])
    // Express answers HEAD by GET's handler, without the body.
    .get((req: Request, res: Response) => showSurvey(kernel, assets(), req, res))
    .all((_req: Request, res: Response) => void res.status(405).setHeader("allow", "GET, HEAD").end());
}

async function showSurvey(kernel: Kernel, assets: FormAssets, req: Request, res: Response): Promise<void> {
  const token = String(req.params["token"] ?? "");
  const address = req.ip ?? "unknown";
  setHeaders(res);
  const seconds = await waitBeforeUse(kernel, token, address);
  if (seconds !== null) {
    res.status(429).setHeader("retry-after", String(seconds));
    return void res
      .type("text")
      .send("Please wait a moment and open the link again.\nيرجى الانتظار قليلًا ثم فتح الرابط مجددًا.");
  }
  const now = kernel.clock();
  const em = kernel.orm.em.fork();
  const row = await findByToken(em, token, now);
  const state = stateOf(row);
  if (row === null) await noteMiss(kernel, address);
  const language = chosenLanguage(req) ?? row?.language ?? languageOf(req.get("accept-language") ?? "ar");
  res.status(statusOf[state]);
  if (row?.definition == null || state === "INVALID")
    return send(req, res, renderStatePage("INVALID", { language, assets: assets.addresses }));
  const { hospitalNameAr, hospitalNameEn, definition } = row;
  const page = { language, assets: assets.addresses, hospitalNameAr, hospitalNameEn };
  if (state !== "OPEN") {
    const { thanksAr, thanksEn } = definition;
    return send(req, res, renderStatePage(state, { ...page, thanksAr, thanksEn }));
  }
  if (req.method === "GET" && !row.isOpened) await markOpened(em, row.id, now);
  return send(req, res, renderSurveyPage({ ...page, definition, answers: savedAnswers(kernel.cipher, row) }));
}

function setHeaders(res: Response): void {
  res.setHeader("content-security-policy", SURVEY_PAGE_CSP);
  res.setHeader("cache-control", "no-store");
  // The token is in the address; the form's own calls may still carry it home.
  res.setHeader("referrer-policy", "same-origin");
  res.setHeader("x-robots-tag", "noindex, nofollow");
  res.setHeader("vary", "accept-encoding, accept-language");
}

/** The toggle works by link, before the script arrives. */
function chosenLanguage(req: Request): Language | null {
  const given = req.query["lang"];
  return given === "ar" || given === "en" ? (given.toUpperCase() as Language) : null;
}

type Encoding = "br" | "gzip" | null;

function encodingOf(req: Request): Encoding {
  const accepted = req.acceptsEncodings(["br", "gzip", "identity"]);
  return accepted === "br" || accepted === "gzip" ? accepted : null;
}

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

async function send(req: Request, res: Response, html: string): Promise<void> {
  const encoding = encodingOf(req);
  res.setHeader("content-type", "text/html; charset=utf-8");
  if (encoding === null) return void res.end(html);
  res.setHeader("content-encoding", encoding);
  // Quality 5: nearly the size of the best, in a tenth of its time.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  res.end(encoding === "br" ? await asBrotli(html, { params }) : await asGzip(html));
}
