import { RequestContext } from "../context/request-context.ts";
import { type Failure, failure } from "../errors/failure.ts";
import { rowsOf } from "../graphql/page.ts";
import type { BulkVerb } from "./bulk-verb.ts";

/** Rows of one call. More are a matter of narrowing the filter, or of a second call. */
export const mostBulkRows = 10_000;
const pageSize = 500;

export interface Targets {
  readonly ids?: readonly string[] | null;
  readonly filter?: object | null;
}

export type Verdict = "CHANGES" | "NOT_APPLICABLE" | "NOT_PERMITTED";

export interface Target {
  readonly id: string;
  /** Null for what the caller does not see. */
  readonly label: string | null;
  readonly verdict: Verdict;
  /** Set where a rule, not the scope, keeps the caller off. */
  readonly refusal?: Failure | null;
}

const tooMany = () =>
  failure(
    "TOO_MANY",
    `At most ${mostBulkRows.toLocaleString("en")} rows at once. Narrow the filter.`,
    `الحد الأقصى ${mostBulkRows} عنصر في المرة الواحدة. ضيّق نطاق التصفية.`,
  );

const oneOfTwo = () =>
  failure("IDS_OR_FILTER", "Give ids or a filter, one of the two.", "حدد ids أو filter، أحدهما فقط.", ["ids"]);

/**
 * CO-16: every row that was meant, and what would become of it. What a filter means is what the list shows to this caller; an id
 * that they don't see is told like one that does not exist.
 */
export async function judgeTargets(
  context: RequestContext,
  verb: BulkVerb,
  { ids, filter }: Targets,
  args: object,
): Promise<Target[]> {
  if (Boolean(ids) === Boolean(filter)) throw oneOfTwo();
  const all: Target[] = [];
  for await (const page of ids ? pagesOfIds(ids) : pagesOfFilter(context, verb, filter ?? {})) {
    if (all.length + page.length > mostBulkRows) throw tooMany();
    all.push(...(await judge(fresh(context), verb, page, args)));
  }
  return all;
}

/** A context of its own for each page: neither entities nor loaders pile up. */
const fresh = ({ kernel, viewer, facts }: RequestContext) => new RequestContext(kernel, viewer, facts);

async function* pagesOfIds(ids: readonly string[]): AsyncGenerator<string[]> {
  const unique = [...new Set(ids)];
  if (unique.length > mostBulkRows) throw tooMany();
  for (let at = 0; at < unique.length; at += pageSize) yield unique.slice(at, at + pageSize);
}

async function* pagesOfFilter(context: RequestContext, verb: BulkVerb, filter: object): AsyncGenerator<string[]> {
  const narrowed = verb.narrow?.(filter) ?? filter;
  let after: string | undefined;
  do {
    const page = await verb.list.page(fresh(context), { first: pageSize, after }, narrowed, verb.order);
    const read = await rowsOf(page);
    yield read.rows.map(({ id }) => id);
    after = read.after;
  } while (after);
}

async function judge(context: RequestContext, verb: BulkVerb, ids: readonly string[], args: object): Promise<Target[]> {
  const { permission } = verb.list;
  const caller = { userId: context.viewer?.userId ?? null, scope: context.scope(verb.permission) };
  const sees = permission !== "SIGNED_IN" && context.may(permission);
  const [seen, mine] = await Promise.all([
    sees ? verb.load(context.reader(permission), ids) : [],
    verb.load(context.reader(verb.permission), ids),
  ]);
  const reachable = new Map(mine.map((row) => [row.id, row]));
  const labels = new Map([...seen, ...mine].map((row) => [row.id, verb.labelOf(row)]));
  return ids.map((id) => {
    const row = reachable.get(id);
    const refusal = row && verb.refusalFor?.(row, caller, args);
    const applies = row && verb.isApplicable(row, args);
    return {
      id,
      label: labels.get(id) ?? null,
      verdict: !row || refusal ? "NOT_PERMITTED" : applies ? "CHANGES" : "NOT_APPLICABLE",
      refusal,
    };
  });
}
