import type { RequestContext } from "../context/request-context.ts";
import type { Order, Page, PageArgs } from "../graphql/page.ts";
import type { Permission } from "../policy/permissions.ts";
import { inLanguage, type Bilingual } from "../text/bilingual.ts";

/** What a cell of an exported list holds. Times are written in the zone of the row's hospital. */
export type Cell = string | number | boolean | Date | Bilingual | null | undefined;

export interface ListColumn<Row extends object> {
  /** The same key as the column of the console's list. */
  readonly key: string;
  readonly header: Bilingual;
  /** The console's column that shows this too: chosen with it, e.g. the reference with the title. */
  readonly shownIn?: string;
  /** Left out of the sheet for callers without it. */
  readonly permission?: Permission;
  /** Reads what belongs to the row through loaders, with the caller's rights; a patient's identity through `identityLoader` only. */
  value(row: Row, context: RequestContext): Cell | Promise<Cell>;
}

/**
 * A list as the console shows it: who may see it, what its filter and order are, one page of it within the caller's
 * scope, and its columns. The query of the API and the export use the same `page`, so that they can't differ.
 */
export interface ListDefinition<Row extends { id: string } = { id: string }, Filter extends object = object> {
  /** The same as in saved views and list preferences. */
  readonly name: string;
  readonly title: Bilingual;
  /** SIGNED_IN: `page` itself keeps to what is the caller's. */
  readonly permission: Permission | "SIGNED_IN";
  /** Names of the GraphQL input types; the server does not start when they don't exist. */
  readonly filterType: string;
  readonly orderType?: string;
  page(
    context: RequestContext,
    args: PageArgs,
    filter?: Filter | null,
    order?: readonly Order[] | null,
  ): Promise<Page<Row>>;
  readonly columns: readonly ListColumn<Row>[];
  /** Zone of the row's hospital; that of Riyadh when left out. */
  zoneOf?(row: Row, context: RequestContext): string | null | undefined | Promise<string | null | undefined>;
}

/** The columns this caller gets: of those asked for, in that order; what the list does not know is left out. */
export function columnsFor<Row extends { id: string }>(
  definition: ListDefinition<Row>,
  context: RequestContext,
  keys?: readonly string[] | null,
): ListColumn<Row>[] {
  const allowed = definition.columns.filter(({ permission }) => !permission || context.may(permission));
  const chosen = new Set(
    (keys ?? []).flatMap((key) => allowed.filter((column) => column.key === key || column.shownIn === key)),
  );
  return chosen.size > 0 ? [...chosen] : allowed;
}

export const mayExport = ({ permission }: ListDefinition, context: RequestContext): boolean =>
  permission === "SIGNED_IN" ? context.viewer !== null : context.may(permission);

/** A person or place in the caller's language, else in the other. */
export function nameCell(
  named: { readonly nameAr?: string | null; readonly nameEn?: string | null } | null | undefined,
  context: RequestContext,
): string | null {
  if (!named) return null;
  const { nameAr, nameEn } = named;
  return inLanguage({ ar: nameAr || nameEn || "", en: nameEn || nameAr || "" }, context.language) || null;
}

export const yesNo = (value: boolean | null | undefined): Bilingual | null =>
  value == null ? null : value ? { en: "Yes", ar: "نعم" } : { en: "No", ar: "لا" };
