import { expect, test } from "vitest";
import { filesOf, initialDownload, unsplitPages, type Manifest } from "./client-size.ts";

const page = (feature: string) => `src/features/${feature}/pages/${feature}.vue`;
const commandCenter = "src/features/command-center/pages/CommandCenterPage.vue";
const manifest: Manifest = {
  "index.html": { file: "index.js", css: ["index.css"], imports: ["_shared.js"] },
  "_shared.js": { file: "shared.js", imports: ["index.html"] },
  "src/lib/i18n/messages-first-ar.ts": { file: "ar.js" },
  "src/lib/i18n/messages-first-en.ts": { file: "en.js" },
  [commandCenter]: { file: "command.js", imports: ["_shared.js", "_tile.js"] },
  "_tile.js": { file: "tile.js", css: ["tile.css"] },
  [page("actions")]: { file: "actions.js" },
  "src/ui/charts/PxChartCanvas.vue": { file: "charts.js" },
};

test("the initial download is everything until the first page stands, each file once, with one language", () => {
  const sizes: Record<string, number> = {
    "index.js": 1,
    "index.css": 2,
    "shared.js": 4,
    "command.js": 8,
    "tile.js": 16,
  };
  Object.assign(sizes, { "tile.css": 32, "ar.js": 64, "en.js": 50, "actions.js": 1000, "charts.js": 5000 });
  expect(initialDownload(manifest, (file) => sizes[file] ?? NaN)).toBe(127);
});

test("a page that the first script imports is found", () => {
  expect(unsplitPages(manifest)).toEqual([]);
  const entry = { file: "index.js", imports: [page("actions")] };
  expect(unsplitPages({ ...manifest, "index.html": entry })).toEqual([page("actions")]);
});

test("a chunk that the build does not have is a mistake, not nothing", () => {
  expect(() => filesOf(manifest, "src/gone.ts")).toThrow("src/gone.ts");
});
