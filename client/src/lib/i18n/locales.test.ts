import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../", import.meta.url));
type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}.${key}`, value] as [string, string]] : flat(value, `${path}.${key}`),
  );
}
function load(language: string): Map<string, string> {
  const folder = `${src}locales/${language}/`;
  return new Map(
    readdirSync(folder).flatMap((file) =>
      flat(JSON.parse(readFileSync(folder + file, "utf8")) as Tree, file.slice(0, -5)),
    ),
  );
}
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

/** Names and codes that are written alike in both languages; the language switch names the other language. */
const SAME_IN_ARABIC = new Set([
  "app.name",
  "entities.departmentOf",
  "journeys.progressShort",
  "surveys.sectionMean",
  "app.otherLanguage",
  "app.palette.language",
  "entities.complaint.below",
  "ui.range.between",
  "ui.filters.andMore",
  "ui.form.day",
  "patients.entry",
  "audit.actionOf",
  "sla.preview.levelled",
  "sla.chain.line",
  "sla.clock.line.until",
]);
const en = load("en");
const ar = load("ar");

function isArabic(key: string, text: string): boolean {
  if (SAME_IN_ARABIC.has(key)) return text.trim() !== "";
  const words = text.replace(/\{\w+\}|https?:\/\/\S*|PX360/g, "");
  return !/[A-Za-z]{2,}/.test(words) && (/[\u0600-\u06FF]/.test(words) || key === "ui.comma");
}

describe("texts", () => {
  it("exist in both languages", () => {
    expect([...ar.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it("are Arabic in Arabic, none left empty or in English", () => {
    expect([...ar].filter(([key, text]) => !isArabic(key, text))).toEqual([]);
  });

  it("name the same values in both languages", () => {
    const differing = [...en].filter(
      ([key, text]) => placeholders(ar.get(key) ?? "").join() !== placeholders(text).join(),
    );
    expect(differing).toEqual([]);
  });

  it("give all six Arabic plural forms where they count", () => {
    const counted = [...en].filter(([, text]) => text.includes(" | ")).map(([key]) => key);
    expect(counted.filter((key) => (ar.get(key) ?? "").split(" | ").length !== 6)).toEqual([]);
  });
});

/** Where codes come from for which the console has words: the schema and the server's own. */
function codes(): string[] {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const server = readdirSync(`${root}server/src`, { recursive: true, encoding: "utf8" });
  const modules = server.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return [`${root}schema.graphql`, ...modules.map((file) => `${root}server/src/${file}`)].map((file) =>
    readFileSync(file, "utf8"),
  );
}

describe("texts that the code asks for", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(vue|ts)$/.test(file) && !file.includes("generated"),
  );
  const find = (pattern: RegExp, group: number) =>
    files.flatMap((file) =>
      [...readFileSync(src + file, "utf8").matchAll(pattern)].map((match) => `${match[group]} (${file})`),
    );

  it("exist", () => {
    const asked = find(/\bt[ne]?\(\s*(["'])([\w-]+(?:\.[\w-]+)+)\1/g, 2);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((each) => !en.has(each.split(" ")[0] ?? ""))).toEqual([]);
  });

  // A key with a value inside, such as `entities.priority.${priority}`, must at least name an existing group.
  it("exist as groups", () => {
    const groups = find(/\bt[ne]?\(`([\w.-]+)\.\$\{/g, 1);
    const keys = [...en.keys()];
    expect(groups.filter((each) => !keys.some((key) => key.startsWith(`${each.split(" ")[0]}.`)))).toEqual([]);
  });

  // Written whole, or as a group that a text is looked up in, or built by a template from a word that the code knows somewhere.
  it("are all there is: no text that nobody says", () => {
    const sources = files.filter((file) => !file.endsWith(".test.ts")).map((file) => readFileSync(src + file, "utf8"));
    const of = (pattern: RegExp) =>
      new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, found = ""]) => found)));
    const written = of(/["'`]([\w-]+(?:\.[\w-]+)+)["'`]/g);
    const templates = [...of(/`((?:[\w.-]|\$\{[^{}`]+\})+)`/g)]
      .map((template) => template.replaceAll(/\$\{[^{}]+\}/g, "*"))
      .filter((template) => template.includes("*") && /\w\.|\.\w/.test(template))
      .map((template) => new RegExp(`^${template.replaceAll(".", "\\.").replaceAll("*", "([\\w.-]+)")}$`));
    const known = new Set([...sources, ...codes()].flatMap((text) => text.match(/[\w-]+/g) ?? []));
    const isBuilt = (key: string) =>
      templates.some((template) =>
        template
          .exec(key)
          ?.slice(1)
          .every((part) => part.split(".").every((word) => known.has(word))),
      );
    const isSaid = (key: string) => {
      const groups = key.split(".").map((_, index, parts) => parts.slice(0, index + 1).join("."));
      return groups.some((group) => written.has(group)) || isBuilt(key);
    };
    // The trail keeps its entries, with codes that nothing writes any more.
    const isOfTrail = (key: string) => /^audit\.(thing|verb|field)\./.test(key);
    expect([...en.keys()].filter((key) => !isSaid(key) && !isOfTrail(key))).toEqual([]);
  });
});
