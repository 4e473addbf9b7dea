import type { Kernel } from "../context/kernel.ts";
import { runSystemTx, runTx, type Actor, type Tx } from "../context/tx.ts";
import { openJson } from "../data/sealed-json.ts";
import { sql } from "../data/sql.ts";
import { nextAttempt } from "../jobs/back-off.ts";
import { isCollision, isOutage } from "../jobs/run-batch.ts";
import { liveChannel } from "../live/live-bus.ts";
import { scopeFor } from "../policy/scope.ts";
import { may, type Viewer } from "../policy/viewer.ts";
import type { BulkRun } from "./bulk-run.entity.ts";
import type { BulkVerb } from "./bulk-verb.ts";
import { givenUp, outcomeOf, outOfReach, type RowOutcome } from "./bulk.outcome.ts";

/** For whoever follows a run. */
export const bulkRunChangedChannel = liveChannel<{ id: string; userId: string }>("px360:bulkRun");

/** Fault of ours: a person waits for the outcome, so a row is given up earlier than a background job. */
const mostAttempts = 4;
const collisionRepeats = 3;

export interface RunInHand {
  readonly run: BulkRun;
  readonly verb: BulkVerb;
  readonly args: object;
  /** Null: they left since. */
  readonly viewer: Viewer | null;
}

export async function takeRun(kernel: Kernel, run: BulkRun, known?: Viewer): Promise<RunInHand> {
  const verb = kernel.bulkVerbs.find(({ name }) => name === run.kind);
  if (!verb) throw new Error(`nothing is called ${run.kind}`);
  const args = openJson<object>(kernel.cipher, run.argsSealed);
  return { run, verb, args, viewer: known ?? (await kernel.loadViewer(run.userId)) };
}

/**
 * CO-17: one row, in one transaction with the word that it is done: a restart, or a second worker, finds it settled or
 * finds nothing of it. The rights are those of the moment, not those of the call.
 */
export async function applyRow(kernel: Kernel, inHand: RunInHand, rowId: string): Promise<void> {
  const { verb, viewer } = inHand;
  if (!viewer || !may(viewer, verb.permission)) return settleRow(kernel, rowId, outOfReach());
  for (let repeat = 1; ; repeat++) {
    try {
      return await runTx(
        kernel,
        { actor: actorOf(inHand.run, viewer), scope: scopeFor(viewer, verb.permission) },
        (tx) => applyOnce(tx, inHand, rowId),
      );
    } catch (error) {
      if (isOutage(error)) throw error;
      if (isCollision(error) && repeat < collisionRepeats) continue;
      const outcome = outcomeOf(error);
      if (outcome) return settleRow(kernel, rowId, outcome);
      kernel.log.warn({ bulkRunId: inHand.run.id, kind: verb.name, err: error }, "a row of a bulk run failed");
      return postpone(kernel, rowId);
    }
  }
}

async function applyOnce(tx: Tx, { verb, args }: RunInHand, rowId: string): Promise<void> {
  const [row] = await sql<{ targetId: string }>(
    tx.em,
    `update bulk_row set state = 'DONE' where id = $1 and state = 'WAITING' returning target_id as "targetId"`,
    [rowId],
  );
  if (row) await verb.apply(tx, row.targetId, args);
}

const actorOf = (run: BulkRun, viewer: Viewer): Actor => ({
  kind: viewer.kind === "SERVICE" ? "SERVICE" : "USER",
  userId: viewer.userId,
  label: viewer.username,
  requestId: run.requestId ?? undefined,
});

const settleRow = (kernel: Kernel, rowId: string, { state, code, message }: RowOutcome): Promise<void> =>
  runSystemTx(kernel, "bulk", async (tx) => {
    await sql(
      tx.em,
      `update bulk_row set state = $2, code = $3, message_en = $4, message_ar = $5 where id = $1 and state = 'WAITING'`,
      [rowId, state, code, message.en, message.ar],
    );
  });

/** A fault of ours: later again, and after some times no more. */
export async function postpone(kernel: Kernel, rowId: string): Promise<void> {
  const isOver = await runSystemTx(kernel, "bulk", async (tx) => {
    const [row] = await sql<{ attempts: number }>(
      tx.em,
      "update bulk_row set attempts = attempts + 1 where id = $1 and state = 'WAITING' returning attempts",
      [rowId],
    );
    const attempts = row?.attempts ?? 0;
    const { availableAt } = nextAttempt(attempts, "ours", tx.now);
    await sql(tx.em, "update bulk_row set available_at = $2 where id = $1", [rowId, availableAt]);
    return attempts >= mostAttempts;
  });
  if (isOver) await settleRow(kernel, rowId, givenUp);
}

/** Counts what is settled, tells whoever follows, and ends the run when nothing waits. */
export async function settleRun(tx: Tx, runId: string): Promise<void> {
  const [run] = await sql<BulkRun>(
    tx.em,
    `with counted as (
       select count(*) filter (where state = 'DONE') as done, count(*) filter (where state = 'FAILED') as failed,
              count(*) filter (where state = 'NOT_PERMITTED') as not_permitted, count(*) filter (where state = 'WAITING') as waiting
         from bulk_row where run_id = $1)
     update bulk_run r set done = c.done, failed = c.failed, not_permitted = c.not_permitted,
                           finished_at = case when c.waiting = 0 then $2::timestamptz end
       from counted c where r.id = $1 and r.finished_at is null
     returning r.id, r.created_at as "createdAt", r.kind, r.user_id as "userId", r.args_sealed as "argsSealed", r.total, r.done, r.failed, r.not_permitted as "notPermitted", r.finished_at as "finishedAt"`,
    [runId, tx.now],
  );
  if (!run) return;
  tx.publish(bulkRunChangedChannel, { id: run.id, userId: run.userId });
  if (!run.finishedAt) return;
  const { kind, total, done, failed, notPermitted } = run;
  tx.audit({
    action: "bulk.finished",
    targetType: "BulkRun",
    targetId: runId,
    after: { kind, total, done, failed, notPermitted },
  });
  if (done > 0) await finish(tx, run);
}

/** CO-53: a run ends once, whoever settles its last row, so that this is said once. */
async function finish(tx: Tx, run: BulkRun): Promise<void> {
  const verb = tx.kernel.bulkVerbs.find(({ name }) => name === run.kind);
  if (!verb?.finish) return;
  const rows = await sql<{ id: string }>(
    tx.em,
    `select target_id as id from bulk_row where run_id = $1 and state = 'DONE' order by position`,
    [run.id],
  );
  const done = { ids: rows.map(({ id }) => id), userId: run.userId, startedAt: run.createdAt };
  await verb.finish(tx, done, openJson<object>(tx.kernel.cipher, run.argsSealed));
}
