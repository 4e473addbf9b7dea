import { sql, type Tx } from "../core/index.ts";
import { afterUncertainty, type RetryRule } from "./gateway-outcome.rules.ts";
import type { NotificationRow } from "./notification.rows.ts";
import { settle } from "./notification.settle.ts";
import { mostSpecific } from "./sending.rules.ts";

interface ChannelRule extends RetryRule {
  readonly channel: string;
  readonly hospitalId: string | null;
}

const reason = "WORKER_LOST";

/**
 * NO-10: a worker died while a gateway had these. Whether they were sent, nobody knows: the attempt is logged as UNCERTAIN, and the
 * channel's rule says whether the message waits for a person or is sent again.
 */
export async function recoverLost(tx: Tx, rows: readonly NotificationRow[]): Promise<void> {
  const rules = await sql<ChannelRule>(
    tx.em,
    `select channel, hospital_id as "hospitalId", max_attempts as "maxAttempts", uncertain_rule as "uncertainRule"
       from channel_setting where hospital_id is null or hospital_id = any($1)`,
    [rows.map((row) => row.hospitalId)],
  );
  await sql(
    tx.em,
    `update notification_log l set status = 'UNCERTAIN', error = $3
       from unnest($1::uuid[], $2::uuid[]) as r(id, related_id)
      where l.related_id = r.related_id and l.notification_id = r.id and l.status = 'SENDING'`,
    [rows.map((row) => row.id), rows.map((row) => row.relatedId), reason],
  );
  const ruleOf = (row: NotificationRow) =>
    mostSpecific(
      rules.filter((rule) => rule.channel === row.channel),
      row.hospitalId,
    );
  await settle(
    tx,
    rows.map((row) => afterUncertainty(tx.now, row, ruleOf(row), reason)),
  );
}
