import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

const root = path.join(import.meta.dirname, "../../..");
const rule = /\b[A-Z]{2,3}-\d+[a-z]?\b/g;

async function filesBelow(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](node_modules|dist)[\\/]/.test(file));
}

/** `describe`, `it` or `test`, however they are called: `it.each(…)("title")`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return ["describe", "it", "test"].includes(callee.text);
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return isTest(callee.expression);
  return false;
}

/** What the tests of a file say that they prove: the titles, not the text of the tests. */
function titlesOf(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) titles.push(title.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("x.ts", source, ts.ScriptTarget.Latest, true));
  return titles;
}

describe("rules of the modules", () => {
  let written: Map<string, string>;
  let proved: Set<string>;
  beforeAll(async () => {
    written = new Map();
    for (const file of await filesBelow("server/src/modules", (name) => name === "README.md"))
      for (const [, id = ""] of (await readFile(file, "utf8")).matchAll(/^- \*\*([A-Z]{2,3}-\d+[a-z]?)\b/gm))
        written.set(id, path.relative(root, file));
    const folders = ["server/src", "workers/src", "client/src", "client/e2e", "client/survey"];
    const tests = await Promise.all(
      folders.map((folder) => filesBelow(folder, (name) => /\.(test|spec)\.ts$/.test(name))),
    );
    const sources = await Promise.all(tests.flat().map((file) => readFile(file, "utf8")));
    proved = new Set(sources.flatMap((source) => titlesOf(source).flatMap((title) => title.match(rule) ?? [])));
  });

  it("each is named by the title of a test that proves it", () => {
    const unproved = [...written].filter(([id]) => !proved.has(id)).map(([id, file]) => `${id} (${file})`);
    expect(unproved).toEqual([]);
    expect(written.size).toBeGreaterThan(200);
  });

  it("a number in the text of a test proves nothing", () => {
    expect(
      titlesOf(`describe("A: AA-1", () => { it.each([1])(\`AA-2 \${1}\`, () => expect("AA-3")); }); it(name, f);`),
    ).toEqual(['"A: AA-1"', "`AA-2 ${1}`"]);
  });
});
