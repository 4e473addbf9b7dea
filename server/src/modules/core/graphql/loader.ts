import DataLoader from "dataloader";
import type { RequestContext } from "../context/request-context.ts";
import { scopedFork } from "../data/scope-filter.ts";
import { systemScope } from "../policy/scope.ts";

type Batch<Value> = (context: RequestContext, ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>;

/** A loader per request: whatever the number of rows on a page, one query per kind of thing. */
export function loader<Value>(batch: Batch<Value>, missing: Value) {
  const key = {};
  return (context: RequestContext, id: string): Promise<Value> => {
    let known = context.memory.get(key) as DataLoader<string, Value> | undefined;
    if (!known) {
      known = new DataLoader(async (ids: readonly string[]) => {
        const found = await batch(context, ids);
        return ids.map((one) => found.get(one) ?? missing);
      });
      context.memory.set(key, known);
    }
    return known.load(id);
  };
}

export const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
/** Past the scope: only for what belongs to a row that the caller sees already. */
export const unscoped = (context: RequestContext) => scopedFork(context.kernel.orm.em, systemScope);
