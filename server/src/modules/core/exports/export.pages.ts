import { RequestContext, type RequestFacts } from "../context/request-context.ts";
import type { Kernel } from "../context/kernel.ts";
import type { Viewer } from "../policy/viewer.ts";
import { rowsOf } from "../graphql/page.ts";
import { inLanguage } from "../text/bilingual.ts";
import type { SealedRequest } from "./export.service.ts";
import { columnsFor, type Cell, type ListColumn, type ListDefinition } from "./list-definition.ts";
import type { SheetCell } from "./sheet.ts";
import { wallClockIn } from "./sheet.rules.ts";

const pageSize = 500;
const groupZone = "Asia/Riyadh";

export interface ExportSource {
  readonly kernel: Kernel;
  readonly viewer: Viewer;
  readonly facts: RequestFacts;
  readonly definition: ListDefinition;
  readonly request: SealedRequest;
}

/** Page after page by keyset. Each has a context of its own, so that neither entities nor loaders pile up in memory. */
export async function* exportPages(source: ExportSource): AsyncGenerator<SheetCell[][]> {
  const { kernel, viewer, facts, definition, request } = source;
  let after: string | undefined;
  do {
    const context = new RequestContext(kernel, viewer, facts);
    const columns = columnsFor(definition, context, request.columns);
    const page = await definition.page(context, { first: pageSize, after }, request.filter, request.order);
    const read = await rowsOf(page);
    yield await Promise.all(read.rows.map((row) => cellsOf(row, columns, definition, context)));
    after = read.after;
  } while (after);
}

async function cellsOf(
  row: { id: string },
  columns: readonly ListColumn<{ id: string }>[],
  definition: ListDefinition,
  context: RequestContext,
): Promise<SheetCell[]> {
  const [zone, ...cells] = await Promise.all([
    definition.zoneOf?.(row, context),
    ...columns.map((column) => column.value(row, context)),
  ]);
  return cells.map((cell) => written(cell, context, zone ?? groupZone));
}

function written(cell: Cell, context: RequestContext, zone: string): SheetCell {
  if (cell === null || cell === undefined) return null;
  if (cell instanceof Date) return wallClockIn(zone, cell);
  if (typeof cell === "boolean")
    return inLanguage(cell ? { en: "Yes", ar: "نعم" } : { en: "No", ar: "لا" }, context.language);
  if (typeof cell === "object") return inLanguage(cell, context.language);
  return typeof cell === "number" && !Number.isFinite(cell) ? null : cell;
}
