import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApiKey, buildHospital } from "../../../testing/factories.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";
import { openApiDocument, openApiText } from "./document.ts";

const contracts = new URL("../../../../../docs/contracts/", import.meta.url);
const guide = await readFile(new URL("intake.md", contracts), "utf8");

/** Pairs of request and answer, as the guide shows them. */
const blocks = [...guide.matchAll(/```http\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
const examples = blocks.flatMap((request, index) => {
  if (!request.startsWith("POST ")) return [];
  const [head = "", body = ""] = request.split(/\n\n([\s\S]*)/);
  const [line = "", ...headers] = head.split("\n");
  const [status = "", answer = ""] = (blocks[index + 1] ?? "").split(/\n([\s\S]*)/);
  return [
    {
      path: line.slice(5),
      headers: headers.map((header) => header.split(": ") as [string, string]),
      body,
      status: Number(status),
      answer: answer.trim(),
    },
  ];
});
const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<uuid>");

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  server.kernel.time = new Date("2026-11-23T05:20:00Z");
  await server.kernel.tx(async (tx) => {
    (await buildHospital(tx)).code = "OLAYA";
    await buildApiKey(tx, { secret: "px360-demo-his-key" });
  });
});
afterAll(() => server.close());

describe("the intake contract", () => {
  it("has examples", () => expect(examples.length).toBeGreaterThanOrEqual(5));

  it.each(examples.map((example, index) => [index + 1, example] as const))(
    "example %i runs as written",
    async (_number, example) => {
      const response = await fetch(server.url + example.path, {
        method: "POST",
        headers: example.headers,
        body: example.body,
      });
      expect({ status: response.status, body: withoutIds(await response.text()) }).toEqual({
        status: example.status,
        body: example.answer,
      });
    },
  );

  it("is served as OpenAPI, and committed as it is served (vitest -u writes it)", async () => {
    const response = await fetch(`${server.url}/api/openapi.json`);
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(await response.text()).toBe(openApiText);
    await expect(openApiText).toMatchFileSnapshot(new URL("openapi.json", contracts).pathname);
  });

  it("refers to nothing that is not there", () => {
    const names = [...openApiText.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
    for (const name of names) expect(Object.keys(openApiDocument.components.schemas)).toContain(name);
  });

  it("names every path that is there, with and without its slash", async () => {
    for (const [path, item] of Object.entries(openApiDocument.paths)) {
      const method = "post" in item ? "POST" : "GET";
      for (const spelling of [path, path.replace(/\/$/, "")]) {
        const response = await fetch(server.url + spelling, {
          method,
          headers: { "content-type": "application/json" },
          body: method === "POST" ? "{}" : undefined,
        });
        expect([200, 401, 422], `${method} ${spelling}`).toContain(response.status);
      }
    }
  });
});
