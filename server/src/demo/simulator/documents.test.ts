import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { buildSchema, parse, validate, type GraphQLSchema } from "graphql";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

const folder = import.meta.dirname;
const isDocument = (text: string) => /^\s*(query|mutation|subscription)\b[^"]*\{/s.test(text);

interface Found {
  readonly file: string;
  readonly document: string;
}

/** Every GraphQL document that stands in a source file, whatever it is called there. */
function documentsIn(file: string, source: string): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && isDocument(node.text)) found.push({ file, document: node.text });
    // A document that is put together can't be checked here.
    if (ts.isTemplateExpression(node) && isDocument(node.head.text)) found.push({ file, document: node.getText() });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return found;
}

describe("the simulator's calls", () => {
  let schema: GraphQLSchema;
  let documents: Found[];
  beforeAll(async () => {
    schema = buildSchema(await readFile(path.join(folder, "../../../../schema.graphql"), "utf8"));
    const files = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    const sources = await Promise.all(
      files.map(async (name) => documentsIn(name, await readFile(path.join(folder, name), "utf8"))),
    );
    documents = sources.flat();
  });

  it("graphql.md: every document that the simulator sends is one that the schema answers", () => {
    const wrong = documents.flatMap(({ file, document }) => {
      try {
        return validate(schema, parse(document)).map(({ message }) => `${file}: ${message}`);
      } catch (error) {
        return [`${file}: ${String(error)}`];
      }
    });
    expect(wrong).toEqual([]);
    // Log-in, invitations, the survey behind one, the form, its answers.
    expect(documents.length).toBeGreaterThanOrEqual(5);
  });

  it("a field that the schema has lost is found", () => {
    const [lost] = documentsIn("x.ts", 'const asked = "query ($id: ID!) { surveyInstance(id: $id) { encounter } }";');
    expect(validate(schema, parse(lost?.document ?? "")).map(({ message }) => message)).toEqual([
      expect.stringContaining('Cannot query field "encounter"'),
    ]);
  });
});
