import { strToU8, Zip, ZipDeflate } from "fflate";
import { asPlainText, serialTime } from "./sheet.rules.ts";
import type { Sheet, SheetCell } from "./sheet.ts";
import { documentParts, sheetEnd, sheetHead, styles, xmlText } from "./xlsx.parts.ts";

/** Rows a sheet can hold, the header among them. */
const mostRows = 1_048_576;
const mostSigns = 32_767;

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function written(cell: SheetCell, reference: string, style: number): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === "object") return `<c r="${reference}" s="${styles.time}"><v>${serialTime(cell)}</v></c>`;
  const text = xmlText([...asPlainText(cell)].slice(0, mostSigns).join(""));
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function row(cells: readonly SheetCell[], number: number, style: number): string {
  const all = cells.map((cell, index) => written(cell, `${columnName(index)}${number}`, style));
  return `<row r="${number}">${all.join("")}</row>`;
}

/**
 * A workbook of one sheet, zipped while its rows are read. Texts stand in their cells: a table of shared texts, as Excel
 * writes it, would have to be whole in memory.
 */
export async function* xlsxChunks(sheet: Sheet): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const open = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 });
    zip.add(part);
    return part;
  };
  for (const [name, text] of documentParts(sheet.title)) open(name).push(strToU8(text), true);
  const part = open("xl/worksheets/sheet1.xml");
  let number = 1;
  part.push(strToU8(sheetHead(sheet) + row(sheet.headers, number, styles.header)));
  for await (const rows of sheet.pages) {
    // What does not fit is cut off: the reader sees a full sheet, and the audit trail says how many rows there were.
    const fitting = rows.slice(0, mostRows - number);
    const text = fitting.map((cells) => row(cells, ++number, styles.text)).join("");
    if (text) part.push(strToU8(text));
    yield* ready.splice(0);
    if (number >= mostRows) break;
  }
  part.push(strToU8(sheetEnd), true);
  zip.end();
  yield* ready.splice(0);
}
