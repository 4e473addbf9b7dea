import type { EntityManager } from "@mikro-orm/postgresql";
import type { Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { BatchJobContract } from "../jobs/job.contract.ts";
import { nextAttempt, PermanentError } from "../jobs/back-off.ts";
import { describeFailure } from "../jobs/describe-failure.ts";
import type { Delivery, Subscriber } from "./event.ts";

export interface Announcement {
  readonly event: string;
  readonly payload: object;
}

/** Writes one row per announcement and subscriber; returns how many. */
export async function writeOutbox(tx: Tx, announcements: readonly Announcement[]): Promise<number> {
  const rows = announcements.flatMap((announcement) =>
    tx.kernel.subscribers
      .filter((subscriber) => subscriber.event.name === announcement.event)
      .map((subscriber) => ({ ...announcement, subscriber: subscriber.name })),
  );
  if (rows.length === 0) return 0;
  await sql(
    tx.em,
    `insert into outbox_message (id, created_at, event_type, subscriber, payload, status, attempts, available_at)
     select uuidv7(), $4, e, s, p::jsonb, 'WAITING', 0, $4 from unnest($1::text[], $2::text[], $3::text[]) as r(e, s, p)`,
    [
      rows.map((row) => row.event),
      rows.map((row) => row.subscriber),
      rows.map((row) => JSON.stringify(row.payload)),
      tx.now,
    ],
  );
  return rows.length;
}

export const outboxContract: BatchJobContract = {
  kind: "batch",
  name: "outbox",
  batchSize: 50,
  concurrency: 2,
  async claim(tx, limit, leaseSeconds) {
    const rows = await sql<{ id: string }>(
      tx.em,
      `update outbox_message set available_at = $1::timestamptz + make_interval(secs => $2)
        where id in (select id from outbox_message where status = 'WAITING' and available_at <= $1
                      order by available_at limit $3 for update skip locked)
        returning id`,
      [tx.now, leaseSeconds, limit],
    );
    return rows.map((row) => row.id);
  },
  async settleFailure(tx, id, error) {
    const [row] = await sql<{ attempts: number }>(
      tx.em,
      "select attempts from outbox_message where id = $1 for update",
      [id],
    );
    if (!row) return;
    const attempts = row.attempts + 1;
    const next = nextAttempt(attempts, error instanceof PermanentError ? "permanent" : "ours", tx.now);
    await sql(
      tx.em,
      "update outbox_message set status = $2, attempts = $3, available_at = $4, last_error = $5 where id = $1",
      [id, next.isDead ? "DEAD" : "WAITING", attempts, next.availableAt, describeFailure(error)],
    );
  },
};

interface OutboxRow {
  readonly id: string;
  readonly subscriber: string;
  readonly payload: object;
  readonly status: string;
}

/** Delivers a batch: each subscriber gets its messages together, oldest first; all effects and `DONE` in one transaction. */
export async function deliverOutbox(tx: Tx, ids: readonly string[]): Promise<void> {
  // Found by primary key and tested afterwards: `id = … and status = …` misleads the planner when statistics are stale.
  const rows = await sql<OutboxRow>(
    tx.em,
    "select id, subscriber, payload, status from outbox_message where id = any($1) order by id for update skip locked",
    [ids],
  );
  const waiting = rows.filter((row) => row.status === "WAITING");
  for (const [name, messages] of Map.groupBy(waiting, (row) => row.subscriber)) {
    const subscriber = tx.kernel.subscribers.find((candidate) => candidate.name === name);
    if (!subscriber) throw new PermanentError("NO_SUBSCRIBER", `no subscriber is called ${name}`);
    await deliver(tx, subscriber, messages);
  }
  await markDone(
    tx.em,
    waiting.map((row) => row.id),
    tx.now,
  );
}

async function deliver(tx: Tx, subscriber: Subscriber, rows: readonly OutboxRow[]): Promise<void> {
  await subscriber.handle(
    tx,
    rows.map((row): Delivery<object> => ({ id: row.id, payload: row.payload })),
  );
}

async function markDone(em: EntityManager, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql(em, "update outbox_message set status = 'DONE', done_at = $2, last_error = null where id = any($1)", [
    ids,
    now,
  ]);
}
