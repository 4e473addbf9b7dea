import { asPlainText, writtenTime } from "./sheet.rules.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** Without it spreadsheets take UTF-8 for the system's own code page, and Arabic becomes noise. */
const byteOrderMark = "\ufeff";

/** RFC 4180. */
const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function written(cell: SheetCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  return field(asPlainText(typeof cell === "string" ? cell : writtenTime(cell)));
}

const line = (cells: readonly SheetCell[]) => `${cells.map(written).join(",")}\r\n`;

export async function* csvChunks(sheet: Sheet): AsyncGenerator<Buffer> {
  yield Buffer.from(byteOrderMark + line(sheet.headers));
  for await (const rows of sheet.pages) yield Buffer.from(rows.map(line).join(""));
}
