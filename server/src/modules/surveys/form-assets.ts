import { readFileSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Log } from "../core/index.ts";
import { assetsOf, type SurveyAssets } from "./public-page/document.ts";

/** Where the build of client/survey lies, from source and from the build of the server alike. */
const directory = fileURLToPath(new URL("../../../../client/dist-survey/", import.meta.url));
export const assetsBase = "/survey-form/";

export interface AssetFile {
  readonly type: string;
  readonly body: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

export interface FormAssets {
  readonly addresses: SurveyAssets;
  file(name: string): AssetFile | undefined;
}

const types: Record<string, string> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };

/**
 * The form's few files, kept in memory and compressed once at full strength: a phone on a slow line is worth the milliseconds at
 * start. In development a new build is noticed; in production files don't change under a running server.
 */
export function createFormAssets(log: Log, isProduction: boolean): () => FormAssets {
  let loaded: FormAssets | undefined;
  let builtAt = -1;
  return () => {
    if (loaded && isProduction) return loaded;
    try {
      const manifest = `${directory}.vite/manifest.json`;
      const time = statSync(manifest).mtimeMs;
      if (loaded && time === builtAt) return loaded;
      loaded = load(manifest);
      builtAt = time;
    } catch (error) {
      if (!loaded) log.error({ err: error }, "the survey form is not built: run npm run build");
      loaded ??= {
        addresses: { script: `${assetsBase}not-built.js`, style: `${assetsBase}not-built.css` },
        file: () => undefined,
      };
    }
    return loaded;
  };
}

function load(manifest: string): FormAssets {
  const addresses = assetsOf(JSON.parse(readFileSync(manifest, "utf8")) as Parameters<typeof assetsOf>[0], assetsBase);
  const files = new Map(
    readdirSync(`${directory}assets`).map((name) => [name, compress(name, readFileSync(`${directory}assets/${name}`))]),
  );
  return { addresses, file: (name) => files.get(name) };
}

function compress(name: string, body: Buffer): AssetFile {
  const type = types[name.split(".").pop() ?? ""] ?? "application/octet-stream";
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return { type, body, br: brotliCompressSync(body, { params }), gzip: gzipSync(body, { level: 9 }) };
}
