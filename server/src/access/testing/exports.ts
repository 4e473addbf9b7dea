import type { GraphQLAnswer, TestClient } from "../../testing/test-server.ts";

const createExport = `mutation ($input: CreateExportInput!) {
  createExport(input: $input) { path expiresAt userErrors { code field message } }
}`;

interface Made {
  readonly createExport: {
    readonly path: string | null;
    readonly expiresAt: string | null;
    readonly userErrors: readonly { code: string; field: string[] | null }[];
  } | null;
}

export interface ExportOrder {
  readonly list: string;
  readonly filter?: object;
  readonly orderBy?: object[];
  readonly columns?: string[];
  readonly format?: "CSV" | "XLSX";
  readonly language?: "AR" | "EN";
}

export const askExport = (client: TestClient, order: ExportOrder): Promise<GraphQLAnswer<Made>> =>
  client.query<Made>(createExport, { input: { format: "CSV", language: "EN", ...order } });

export async function linkOf(client: TestClient, order: ExportOrder): Promise<string> {
  const answer = await askExport(client, order);
  const path = answer.data?.createExport?.path;
  if (!path) throw new Error(`no link: ${JSON.stringify(answer)}`);
  return path;
}

export interface Sheet {
  readonly head: string[];
  readonly rows: string[][];
  readonly text: string;
}

/** Fine for what tests export: no line breaks in cells. */
export function sheetOf(text: string): Sheet {
  const lines = text
    .replace(/^\ufeff/, "")
    .split("\r\n")
    .slice(0, -1);
  const [head = [], ...rows] = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) => match[1] ?? match[2] ?? ""),
  );
  return { head, rows, text };
}

export async function csvOf(url: string, client: TestClient, order: ExportOrder): Promise<Sheet> {
  const response = await fetch(url + (await linkOf(client, order)));
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  // `text()` would drop the byte order mark.
  return sheetOf(Buffer.from(await response.arrayBuffer()).toString("utf8"));
}
