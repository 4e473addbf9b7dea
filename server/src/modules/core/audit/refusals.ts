import type { Kernel } from "../context/kernel.ts";
import { runSystemTx, runTx, type Actor } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";
import { systemScope } from "../policy/scope.ts";

/** CO-43: tells the trail how often a refused call was repeated, once its ten minutes are over. */
export const refusalTick: TickContract = { kind: "tick", name: "audit-refusals", everySeconds: 60 };

const windowMinutes = 10;
/** A caller in a loop costs one statement a second, whatever its speed. */
const dampedMs = 1_000;
const mostDamped = 10_000;

export interface RefusedCall {
  /** Of the API or a route's pattern; never an address, which may carry ids and secrets. */
  readonly operation: string;
  readonly permission?: string | null;
}

interface Damped {
  writtenAt: number;
  /** Refusals that are not written yet. */
  count: number;
}
const damped = new WeakMap<Kernel["orm"], Map<string, Damped>>();

/** How many refusals are to be written now; none while the last write is fresh. */
function due(kernel: Kernel, key: string): number {
  const known = damped.get(kernel.orm) ?? new Map<string, Damped>();
  damped.set(kernel.orm, known);
  const now = kernel.clock().getTime();
  const entry = known.get(key);
  if (entry && now - entry.writtenAt < dampedMs) {
    entry.count += 1;
    return 0;
  }
  if (known.size >= mostDamped) known.clear();
  known.set(key, { writtenAt: now, count: 0 });
  return 1 + (entry?.count ?? 0);
}

const entryOf = (call: RefusedCall, more: object = {}) => ({
  action: "access.refused",
  targetType: "Operation",
  targetId: call.operation,
  after: { permission: call.permission ?? null, ...more },
});

/**
 * Who reached for what they may not have (F1.6): the first time in ten minutes is an entry of the trail, what follows is
 * counted. Never fails: the caller hears of the refusal, not of this.
 */
export async function noteRefusal(kernel: Kernel, actor: Actor, call: RefusedCall): Promise<void> {
  if (!actor.userId) return;
  const count = due(kernel, `${actor.userId} ${call.operation}`);
  if (count === 0) return;
  try {
    await runTx(kernel, { actor, scope: systemScope }, async (tx) => {
      const [row] = await sql<{ isFirst: boolean }>(
        tx.em,
        `insert into audit_refusal as known (actor_id, operation, actor_kind, actor_label, permission, since, last_at, count)
         values ($1, $2, $3, $4, $5, $6, $6, $7)
         on conflict (actor_id, operation) do update set count = known.count + excluded.count, last_at = excluded.last_at
         returning xmax = 0 as "isFirst"`,
        [actor.userId, call.operation, actor.kind, actor.label, call.permission ?? null, tx.now, count],
      );
      if (row?.isFirst) tx.audit(entryOf(call));
    });
  } catch (error) {
    kernel.log.error({ err: error, operation: call.operation }, "a refusal could not be audited");
  }
}

interface CountedRow {
  readonly actorId: string;
  readonly actorKind: Actor["kind"];
  readonly actorLabel: string;
  readonly operation: string;
  readonly permission: string | null;
  readonly since: string;
  readonly lastAt: string;
  readonly count: number;
}

const mostRows = 500;

/** Closes the windows that are over; each whose call was repeated gets one more entry, by the same actor. */
export async function runRefusalTick(kernel: Kernel): Promise<void> {
  const before = new Date(kernel.clock().getTime() - windowMinutes * 60_000);
  const rows = await runSystemTx(kernel, refusalTick.name, (tx) =>
    sql<CountedRow>(
      tx.em,
      `select actor_id as "actorId", actor_kind as "actorKind", actor_label as "actorLabel", operation, permission, since,
              last_at as "lastAt", count from audit_refusal where since < $1 order by since limit $2`,
      [before, mostRows],
    ),
  );
  for (const row of rows) await closeWindow(kernel, row);
}

async function closeWindow(kernel: Kernel, row: CountedRow): Promise<void> {
  const actor: Actor = { kind: row.actorKind, userId: row.actorId, label: row.actorLabel };
  await runTx(kernel, { actor, scope: systemScope }, async (tx) => {
    // What was counted since the list was read is in `returning`.
    const [closed] = await sql<{ count: number; lastAt: string }>(
      tx.em,
      `delete from audit_refusal where actor_id = $1 and operation = $2 and since = $3 returning count, last_at as "lastAt"`,
      [row.actorId, row.operation, row.since],
    );
    if (!closed || closed.count <= 1) return;
    const since = new Date(row.since).toISOString();
    const until = new Date(closed.lastAt).toISOString();
    tx.audit(entryOf(row, { count: closed.count, since, until }));
  });
}
