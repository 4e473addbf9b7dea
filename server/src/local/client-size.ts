import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { repository } from "./places.ts";
import { Problem } from "./problem.ts";

/** Kilobytes (1024 bytes, gzip) that the console may take until its first page stands, before charts and without fonts. */
export const downloadBudget = 260;

const entry = "index.html";
const firstPage = "src/features/command-center/pages/CommandCenterPage.vue";
/** Readers get one of them. */
const languages = ["src/lib/i18n/messages-first-ar.ts", "src/lib/i18n/messages-first-en.ts"];

/** What Vite writes about a chunk (`dist/.vite/manifest.json`). */
export interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
export type Manifest = Readonly<Record<string, Chunk>>;

/** The files that a chunk needs at once: its own, and those of what it imports. */
export function filesOf(manifest: Manifest, ...starts: string[]): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    if (seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const one of chunk.imports ?? []) visit(one);
  };
  for (const start of starts) visit(start);
  return files;
}

/** Bytes until the first page stands, in the language with the longer texts. */
export function initialDownload(manifest: Manifest, sizeOf: (file: string) => number): number {
  const sizes = languages.map((language) =>
    [...filesOf(manifest, entry, firstPage, language)].reduce((sum, file) => sum + sizeOf(file), 0),
  );
  return Math.max(...sizes);
}

/** Pages that everybody downloads although hardly anybody opens them. */
export function unsplitPages(manifest: Manifest): string[] {
  const first = filesOf(manifest, entry);
  return Object.entries(manifest)
    .filter(([name, { file }]) => /^src\/features\/[^/]+\/pages\//.test(name) && first.has(file))
    .map(([name]) => name);
}

/** Says how much the console weighs, and fails when that is more than the budget. */
export function checkClientSize(): void {
  const dist = join(repository, "client/dist");
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Manifest;
  const bytes = initialDownload(manifest, (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  const size = Math.round((bytes / 1024) * 10) / 10;
  console.log(
    `Initial download of the console: ${size} KB gzip before charts and fonts (budget ${downloadBudget} KB).`,
  );
  const unsplit = unsplitPages(manifest);
  if (unsplit.length > 0)
    throw new Problem(
      `Pages are part of the first download: ${unsplit.join(", ")}.`,
      "Import them in routes.ts only, by import().",
    );
  if (size > downloadBudget)
    throw new Problem(
      `The console's initial download is ${size} KB, over the budget of ${downloadBudget} KB.`,
      "Load what the first page does not need by import(), as charts are.",
    );
}
