import { parse } from "csv-parse/sync";
import { failure, Severity, type Bilingual, type Failure } from "../../core/index.ts";
import { westernDigits } from "../organization.rules.ts";
import type { ImportColumn } from "./import.columns.ts";

export const maxImportRows = 1_000;
export const maxImportText = 900_000;

/** One line of the file. `number`: as a spreadsheet shows it, the header being 1. */
export interface ImportRow {
  readonly number: number;
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
}

export interface RowProblem {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  /** Never holds what stood in the cell: a file of patients is full of identity. */
  readonly message: Bilingual;
  readonly severity: Severity;
}

export const rowError = (row: number, column: string | null, code: string, en: string, ar: string): RowProblem => ({
  row,
  column,
  code,
  message: { en, ar },
  severity: Severity.ERROR,
});

/** OR-15: the rows of a file, and what is wrong with each by itself. What is wrong with the whole file is thrown. */
export function readCsv(text: string, columns: readonly ImportColumn[]): { rows: ImportRow[]; problems: RowProblem[] } {
  const [header = [], ...lines] = split(text);
  const names = header.map((cell) => columnNamed(columns, cell)?.name ?? null);
  assertColumns(columns, names);
  const rows = lines
    .map((cells, index) => ({ number: index + 2, cells: cellsOf(names, cells) }))
    .filter(({ cells }) => Object.values(cells).some((value) => value !== ""))
    .map((row): ImportRow => ({ ...row, key: westernDigits(row.cells[columns[0]?.name ?? ""] ?? "") }));
  if (rows.length === 0) throw inFile("EMPTY_FILE", "The file holds no rows.", "لا يحتوي الملف على أي صفوف.");
  if (rows.length > maxImportRows) {
    throw inFile(
      "TOO_MANY_ROWS",
      `A file may hold ${maxImportRows} rows. Split it.`,
      `الحد الأقصى للملف ${maxImportRows} صف. قسّم الملف.`,
    );
  }
  return { rows, problems: [...blanks(rows, columns), ...repeats(rows, columns)] };
}

function split(text: string): string[][] {
  if (text.length > maxImportText) throw inFile("FILE_TOO_LARGE", "The file is too large.", "حجم الملف كبير جدًا.");
  try {
    return parse(text, {
      bom: true,
      trim: true,
      delimiter: [",", ";", "\t"],
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 20_000,
    });
  } catch {
    throw inFile(
      "NOT_CSV",
      "This is not a CSV file: check the quotation marks, or save it as “CSV UTF-8”.",
      "هذا ليس ملف CSV صالحًا: تحقق من علامات الاقتباس أو احفظه بصيغة CSV UTF-8.",
    );
  }
}

function columnNamed(columns: readonly ImportColumn[], cell: string): ImportColumn | undefined {
  const said = cell.trim().toLowerCase();
  return columns.find(({ name, label }) =>
    [name, name.replaceAll("_", " "), label.en.toLowerCase(), label.ar].includes(said),
  );
}

function assertColumns(columns: readonly ImportColumn[], names: readonly (string | null)[]): void {
  const missing = columns.filter(({ name, isRequired }) => isRequired && !names.includes(name));
  if (missing.length === 0) return;
  const list = missing.map(({ name }) => name).join(", ");
  throw inFile("MISSING_COLUMNS", `These columns are missing: ${list}.`, `الأعمدة التالية ناقصة: ${list}.`);
}

const cellsOf = (names: readonly (string | null)[], cells: readonly string[]) =>
  Object.fromEntries(names.flatMap((name, index) => (name ? [[name, (cells[index] ?? "").trim()]] : []))) as Record<
    string,
    string
  >;

function blanks(rows: readonly ImportRow[], columns: readonly ImportColumn[]): RowProblem[] {
  const required = columns.filter(({ isRequired }) => isRequired);
  return rows.flatMap(({ number, cells }) =>
    required
      .filter(({ name }) => !cells[name])
      .map(({ name }) => rowError(number, name, "REQUIRED", "This is required.", "هذا الحقل مطلوب.")),
  );
}

function repeats(rows: readonly ImportRow[], columns: readonly ImportColumn[]): RowProblem[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ number, key }) => {
    const before = seen.get(key);
    if (key === "") return [];
    seen.set(key, before ?? number);
    if (before === undefined) return [];
    return [
      rowError(
        number,
        columns[0]?.name ?? null,
        "REPEATED",
        `Row ${before} has the same value.`,
        `الصف ${before} يحتوي على القيمة نفسها.`,
      ),
    ];
  });
}

const yes = ["yes", "y", "true", "1", "نعم", "صح"];
const no = ["no", "n", "false", "0", "لا", "خطأ"];

/** Blank: not given. */
export function readFlag(row: ImportRow, name: string, problems: RowProblem[]): boolean | undefined {
  const cell = westernDigits(row.cells[name] ?? "").toLowerCase();
  if (cell === "") return undefined;
  if (yes.includes(cell)) return true;
  if (no.includes(cell)) return false;
  problems.push(rowError(row.number, name, "BAD_FLAG", "Write yes or no.", "اكتب نعم أو لا."));
  return undefined;
}

function inFile(code: string, en: string, ar: string): Failure {
  return failure(code, en, ar, ["csv"]);
}
