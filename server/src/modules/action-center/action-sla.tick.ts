import type { Directory } from "../accounts/index.ts";
import { describeFailure, runSystemTx, sql, type Kernel, type TickContract, type Tx } from "../core/index.ts";
import { NotificationPurpose } from "../notifications/index.ts";
import { loadEscalationLevels } from "./action-configuration.ts";
import { loadDirectory } from "./action-directory.ts";
import { record } from "./action-history.ts";
import { tell, type Telling } from "./action-notices.ts";
import { noteNotice, raise } from "./escalation.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { NoticeKind, PxActionLogKind } from "./px-action.enums.ts";
import { chainOf, levelDue, type ChainLevel } from "./sla.rules.ts";

/** PX-10: reminders and escalations. A query over due rows: a missed tick delays and loses nothing. */
export const actionSlaTick: TickContract = { kind: "tick", name: "action-sla", everySeconds: 30 };

const batchSize = 100;

export async function runActionSlaTick(kernel: Kernel): Promise<void> {
  // Each action is looked at once in a run, so that one that fails neither blocks the others nor makes the run spin.
  const seen: string[] = [];
  for (;;) {
    const ids = await runSystemTx(kernel, actionSlaTick.name, (tx) => findDue(tx, seen));
    if (ids.length === 0) return;
    seen.push(...ids);
    try {
      await runSystemTx(kernel, actionSlaTick.name, (tx) => handleDue(tx, ids));
    } catch {
      await oneByOne(kernel, ids);
    }
  }
}

/** The batch failed as a whole: each row stands alone, and the ones that fail again are named in the log. */
async function oneByOne(kernel: Kernel, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    try {
      await runSystemTx(kernel, actionSlaTick.name, (tx) => handleDue(tx, [id]));
    } catch (error) {
      kernel.log.error(
        { pxActionId: id, reason: describeFailure(error) },
        "an action could not be reminded or escalated",
      );
    }
  }
}

/** A hospital with levels of its own has a chain of its own, as in `chainOf`. */
const dueSql = `
  select a.id from px_action a
   where a.closed_at is null and a.paused_at is null and a.reminded_at is null and a.reminder_at <= $1 and a.due_at >= $1 and a.id <> all($3::uuid[])
  union
  select a.id from px_action a
   where a.closed_at is null and a.paused_at is null and a.due_at < $1 and a.id <> all($3::uuid[])
     and exists (
       select 1 from escalation_level l
        where l.level > a.escalation_level and a.due_at + make_interval(mins => l.after_minutes) < $1
          and l.hospital_id is not distinct from
              (select o.hospital_id from escalation_level o where o.hospital_id = a.hospital_id limit 1))
   limit $2`;

const findDue = async (tx: Tx, except: readonly string[]): Promise<string[]> =>
  (await sql<{ id: string }>(tx.em, dueSql, [tx.now, batchSize, except])).map((row) => row.id);

async function handleDue(tx: Tx, ids: readonly string[]): Promise<void> {
  // Waits for a worker or a person that has the row; afterwards the rules below see what they left.
  await sql(tx.em, "select id from px_action where id = any($1) order by id for update", [ids]);
  const actions = await tx.em.find(PxAction, { id: { $in: [...ids] } }, { orderBy: { id: "asc" } });
  const levels = await loadEscalationLevels(tx.em);
  const directory = await loadDirectory(tx.em, [...new Set(actions.map((action) => action.hospital.id))]);
  const tellings: Telling[] = [];
  for (const action of actions)
    tellings.push(...(await handle(tx, action, chainOf(levels, action.hospital.id), directory)));
  await tell(tx, tellings);
}

async function handle(
  tx: Tx,
  action: PxAction,
  chain: readonly ChainLevel[],
  directory: Directory,
): Promise<Telling[]> {
  if (action.closedAt) return [];
  const level = levelDue(chain, action, tx.now);
  return level ? raise(tx, action, chain, level, directory) : remind(tx, action);
}

async function remind(tx: Tx, action: PxAction): Promise<Telling[]> {
  const isDue = action.reminderAt && !action.remindedAt && action.reminderAt <= tx.now && action.dueAt >= tx.now;
  if (!isDue) return [];
  const recipientId = action.assignee?.id ?? null;
  action.remindedAt = tx.now;
  if (!(await noteNotice(tx, action, NoticeKind.REMINDER, 0, recipientId))) return [];
  record(tx, action, {
    kind: PxActionLogKind.REMINDED,
    audit: "pxAction.reminded",
    change: "REMINDED",
    assigneeId: recipientId,
    after: { recipientId },
  });
  return recipientId ? [{ action, purpose: NotificationPurpose.ACTION_REMINDER, userIds: [recipientId] }] : [];
}
