import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { csvChunks } from "./csv.writer.ts";
import type { Sheet, SheetCell } from "./sheet.ts";
import { asPlainText, serialTime, wallClockIn, writtenTime } from "./sheet.rules.ts";
import { xlsxChunks } from "./xlsx.writer.ts";

async function* pagesOf(rows: SheetCell[][]) {
  yield rows;
}
const sheetOf = (rows: SheetCell[][], isRightToLeft = false): Sheet => ({
  title: "Actions",
  headers: ["One", "Two"],
  isRightToLeft,
  pages: pagesOf(rows),
});

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** RFC 4180, read the plain way. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const dangerous = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .tuple(fc.constantFrom("", " ", "\u200f", "\u00a0"), fc.constantFrom(...dangerous), fc.string())
    .map((parts) => parts.join("")),
);

describe("CO-15: no cell is a formula", () => {
  it.each(["=1+1", "+966501234567", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200f=cmd|' /C calc'!A0", "＝1"])(
    "%j becomes text",
    (text) => {
      expect(asPlainText(text)).toBe(`'${text}`);
    },
  );
  it.each(["", "PXA-2026-000123", "سارة", "a=b", "3 - 2", "'=1"])("%j stays as it is", (text) => {
    expect(asPlainText(text)).toBe(text);
  });

  it("whatever the text: it does not begin like a formula, and nothing of it is lost", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = asPlainText(text);
        expect(plain).not.toMatch(/^(?:[\t\r\n]|[\s\u200b-\u200f]*[=+\-@＝＋－＠])/u);
        expect(plain === text || plain === `'${text}`).toBe(true);
      }),
    );
  });

  it("CSV: any rows come back as they were written, behind a byte order mark", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { maxLength: 8 }), async (rows) => {
        const bytes = await bytesOf(csvChunks(sheetOf(rows)));
        expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
        const [head, ...body] = readCsv(bytes.toString("utf8").slice(1));
        expect(head).toEqual(["One", "Two"]);
        expect(body).toEqual(rows.map((row) => row.map((text) => asPlainText(text).toWellFormed())));
      }),
      { numRuns: 60 },
    );
  });

  it("XLSX: texts stand as texts, whatever they hold; the workbook opens as XML", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const xml = await sheetXml([[text, 7]]);
        expect(xml).not.toContain("<f>");
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        expect(xml.match(/<c r="A2"[^>]*t="inlineStr"/g)).toHaveLength(1);
        expect(xml).toContain('<c r="B2"><v>7</v></c>');
      }),
      { numRuns: 60 },
    );
  });
});

async function sheetXml(rows: SheetCell[][], isRightToLeft = false): Promise<string> {
  const parts = unzipSync(await bytesOf(xlsxChunks(sheetOf(rows, isRightToLeft))));
  return strFromU8(parts["xl/worksheets/sheet1.xml"] as Uint8Array);
}

describe("sheets", () => {
  const clock = wallClockIn("Asia/Riyadh", new Date("2026-03-01T21:30:00Z"));

  it("write times as the clocks of the zone show them", async () => {
    expect(writtenTime(clock)).toBe("2026-03-02 00:30");
    expect(serialTime(clock)).toBeCloseTo(46083 + 30 / 1440, 9);
    expect(await sheetXml([[clock, null]])).toContain(`<c r="A2" s="2"><v>${serialTime(clock)}</v></c></row>`);
  });

  it("run from right to left in Arabic only", async () => {
    expect(await sheetXml([], true)).toContain('rightToLeft="1"');
    expect(await sheetXml([])).not.toContain("rightToLeft");
  });

  it("escape signs of XML, and what Excel would take for an escaped sign", async () => {
    expect(await sheetXml([["<a> & _x0041_", null]])).toContain("&lt;a&gt; &amp; _x005F_x0041_");
  });
});
