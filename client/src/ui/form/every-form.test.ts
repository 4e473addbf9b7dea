import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const read = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => ({ file, text: readFileSync(`${root}${file}`, "utf8") }));

describe("every form of the console", () => {
  const forms = read("**/*.vue").filter(({ text }) => text.includes("usePxForm("));

  it("shows both values when somebody else saved first: whoever sends a version can load the row as it stands", () => {
    const versioned = forms.filter(({ text }) => /save: .*\bversion\b/.test(text));
    expect(versioned.length).toBeGreaterThan(6);
    expect(versioned.filter(({ text }) => !/\bcurrent: /.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("hears of each problem its field and its severity", () => {
    const selections = read("**/*.graphql").flatMap(({ file, text }) =>
      [...text.matchAll(/userErrors \{([^}]*)\}/g)].map(([, asked]) => ({ file, asked: asked?.trim() })),
    );
    expect(selections.length).toBeGreaterThan(40);
    expect(selections.filter(({ asked }) => asked !== "...Problem")).toEqual([]);
  });
});
