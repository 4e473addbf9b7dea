import type { RequestContext } from "../context/request-context.ts";
import { newId, runSystemTx, type Tx } from "../context/tx.ts";
import { sealJson } from "../data/sealed-json.ts";
import { sql } from "../data/sql.ts";
import { failure, notFound, unauthenticated } from "../errors/failure.ts";
import { unscoped } from "../graphql/loader.ts";
import { settle } from "../graphql/payload.ts";
import { BulkRun } from "./bulk-run.entity.ts";
import type { BulkVerb } from "./bulk-verb.ts";
import { bulkQueue } from "./bulk.jobs.ts";
import { outOfReach } from "./bulk.outcome.ts";
import { applyRow, settleRun, takeRun } from "./bulk.run.ts";
import { judgeTargets, type Target, type Targets } from "./bulk.targets.ts";

/** Up to this many are done before the answer. */
export const mostInline = 100;
/** Until then the server that answers works on them; after that they are anybody's. */
const inlineSeconds = 120;

export interface BulkPreview {
  readonly total: number;
  readonly willChange: number;
  readonly notApplicable: number;
  readonly notPermitted: number;
}

export interface BulkRequest extends Targets {
  readonly isPreview: boolean;
}

/** CO-16: the whole of a bulk mutation: looks, or does it now, or leaves it to the workers. */
export function runBulk<Args extends object>(
  context: RequestContext,
  verb: BulkVerb<{ id: string }, Args>,
  request: BulkRequest,
  args: Args,
): Promise<{ preview?: BulkPreview; run?: BulkRun; userErrors: object[] }> {
  return settle(context.language, async () => {
    // A preview counts before the form is complete.
    if (!request.isPreview) verb.check?.(args);
    const targets = await judgeTargets(context, verb, request, args);
    if (request.isPreview) return { preview: previewOf(targets) };
    if (targets.length === 0) throw nothingMatches();
    // As with one row: what is not theirs is not there, and leaves no trace as if it were.
    if (targets.every(({ verdict, refusal }) => verdict === "NOT_PERMITTED" && !refusal)) throw notFound();
    return { run: await begin(context, verb, targets, args) };
  });
}

const nothingMatches = () => failure("NOTHING_MATCHES", "Nothing matches any more.", "لم يعد هناك ما يطابق التصفية.");

function previewOf(targets: readonly Target[]): BulkPreview {
  const count = (verdict: Target["verdict"]) => targets.filter((target) => target.verdict === verdict).length;
  return {
    total: targets.length,
    willChange: count("CHANGES"),
    notApplicable: count("NOT_APPLICABLE"),
    notPermitted: count("NOT_PERMITTED"),
  };
}

async function begin(
  context: RequestContext,
  verb: BulkVerb,
  targets: readonly Target[],
  args: object,
): Promise<BulkRun> {
  const { kernel, viewer } = context;
  if (!viewer) throw unauthenticated();
  const isInline = targets.length <= mostInline;
  const { run, waiting } = await context.run(verb.permission, (tx) => keepRun(tx, verb, targets, args, isInline));
  if (isInline) {
    const inHand = await takeRun(kernel, run, viewer);
    for (const id of waiting) await applyRow(kernel, inHand, id);
    await runSystemTx(kernel, bulkQueue, (tx) => settleRun(tx, run.id));
  }
  return unscoped(context).findOneOrFail(BulkRun, { id: run.id });
}

/** The run and all its rows are written before the first is touched: what is not done is never forgotten. */
async function keepRun(
  tx: Tx,
  verb: BulkVerb,
  targets: readonly Target[],
  args: object,
  isInline: boolean,
): Promise<{ run: BulkRun; waiting: string[] }> {
  const run = tx.em.create(BulkRun, {
    createdAt: tx.now,
    kind: verb.name,
    userId: tx.actor.userId ?? "",
    requestId: tx.actor.requestId ?? null,
    argsSealed: sealJson(tx.kernel.cipher, args),
    total: targets.length,
  });
  await tx.em.flush();
  const rows = targets.map((target) => ({ ...target, rowId: newId() }));
  const isMine = ({ verdict }: Target) => verdict !== "NOT_PERMITTED";
  const reasons = rows.map((row) => (isMine(row) ? null : reasonOf(row)));
  await sql(
    tx.em,
    `insert into bulk_row (id, created_at, run_id, position, target_id, label, state, code, message_en, message_ar, available_at)
     select r.id, $1, $2, r.position, r.target, r.label, case when r.mine then 'WAITING' else 'NOT_PERMITTED' end,
            r.code, r.message_en, r.message_ar, $3
       from unnest($4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::text[])
            with ordinality as r(id, target, label, mine, code, message_en, message_ar, position)`,
    [
      tx.now,
      run.id,
      isInline ? new Date(tx.now.getTime() + inlineSeconds * 1_000) : tx.now,
      rows.map((row) => row.rowId),
      rows.map((row) => row.id),
      rows.map((row) => row.label),
      rows.map(isMine),
      reasons.map((reason) => reason?.code ?? null),
      reasons.map((reason) => reason?.message.en ?? null),
      reasons.map((reason) => reason?.message.ar ?? null),
    ],
  );
  tx.audit({
    action: "bulk.started",
    targetType: "BulkRun",
    targetId: run.id,
    after: { kind: verb.name, total: targets.length },
  });
  if (!isInline) tx.ring(bulkQueue);
  return { run, waiting: rows.filter(isMine).map((row) => row.rowId) };
}

/** A rule says why; what is out of reach is told without a word about what it is. */
function reasonOf({ refusal }: Target) {
  return refusal?.problems[0] ?? outOfReach();
}
