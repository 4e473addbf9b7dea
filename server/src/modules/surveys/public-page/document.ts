import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { Language } from "./page-strings.ts";
import { htmlLanguage } from "./page-strings.ts";

/** Addresses of the built form, from the manifest of its build. */
export interface SurveyAssets {
  script: string;
  style: string;
}

/** Sent with every public page: only our own script and style, no inline ones, no frames, no forms that leave. */
export const SURVEY_PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

interface Page {
  language: Language;
  title: string;
  style: string;
  /** Left out on pages that only say something. */
  script?: string;
  body: Html;
}

/**
 * The token is in the address: no referrer may carry it to another site, no search engine may keep it. The empty icon
 * spares the request for /favicon.ico.
 */
export function renderDocument({ language, title, style, script, body }: Page): string {
  const { lang, dir } = htmlLanguage(language);
  return html`<!doctype html>
    <html lang="${lang}" dir="${dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${style}" />
        ${script !== undefined && html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}

interface ManifestEntry {
  file: string;
  css?: string[];
  isEntry?: boolean;
}

/** From the manifest that the build writes (`.vite/manifest.json`); `base` is where the server offers the folder. */
export function assetsOf(manifest: Readonly<Record<string, ManifestEntry>>, base: string): SurveyAssets {
  const entry = Object.values(manifest).find((one) => one.isEntry === true);
  const style = entry?.css?.[0];
  if (entry === undefined || style === undefined)
    throw new Error("The survey form's manifest names no script or style; build it again");
  return { script: base + entry.file, style: base + style };
}
