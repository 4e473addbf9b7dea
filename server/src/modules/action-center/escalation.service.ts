import type { Directory } from "../accounts/index.ts";
import { sql, type Tx } from "../core/index.ts";
import { NotificationPurpose } from "../notifications/index.ts";
import { loadEscalationLevels } from "./action-configuration.ts";
import { loadDirectory } from "./action-directory.ts";
import { record } from "./action-history.ts";
import { tell, type Telling } from "./action-notices.ts";
import { recipientFor } from "./assignment.rules.ts";
import type { PxAction } from "./px-action.entity.ts";
import { NoticeKind, PxActionLogKind } from "./px-action.enums.ts";
import { findAction } from "./px-action.moves.ts";
import { alreadyEnded, endOfChain } from "./px-action.refusals.ts";
import { setOwner } from "./px-action.service.ts";
import { chainOf, levelAbove, type ChainLevel } from "./sla.rules.ts";

/** PX-10: true for the one who notes it first; a second worker or a restart gets false and does nothing. */
export async function noteNotice(
  tx: Tx,
  action: PxAction,
  kind: NoticeKind,
  level: number,
  recipientId: string | null,
): Promise<boolean> {
  const rows = await sql(
    tx.em,
    `insert into px_action_notice (id, created_at, action_id, kind, level, recipient_id, at)
     values (uuidv7(), $5, $1, $2, $3, $4, $5) on conflict (action_id, kind, level) do nothing returning id`,
    [action.id, kind, level, recipientId, tx.now],
  );
  return rows.length > 0;
}

/**
 * PX-10, PX-11: raises an action to a level of its chain; returns who is to be told. The owner stays, unless the level
 * reassigns or nobody owns the action.
 */
export async function raise(
  tx: Tx,
  action: PxAction,
  chain: readonly ChainLevel[],
  level: ChainLevel,
  directory: Directory,
  note?: string | null,
): Promise<Telling[]> {
  const place = { hospitalId: action.hospital.id, departmentId: action.department?.id ?? null };
  const targets = chain.filter((other) => other.level >= level.level).map((other) => other.target);
  const recipientId = recipientFor(directory, place, targets, action.assignee?.id ?? null);
  const before = { escalationLevel: action.escalationLevel };
  action.escalationLevel = level.level;
  if (!(await noteNotice(tx, action, NoticeKind.ESCALATION, level.level, recipientId))) return [];
  record(tx, action, {
    kind: PxActionLogKind.ESCALATED,
    audit: "pxAction.escalated",
    change: "ESCALATED",
    escalationLevel: level.level,
    assigneeId: recipientId,
    note: note ?? (recipientId ? null : "UNROUTABLE"),
    before,
    after: { escalationLevel: level.level, recipientId },
  });
  if (!recipientId) return [];
  // An executive reads: giving them the action would leave it with nobody who can work on it.
  const canOwn = directory.members.some((member) => member.userId === recipientId && member.isWorker);
  if (canOwn && (level.isReassigning || !action.assignee)) setOwner(tx, action, recipientId);
  return [{ action, purpose: NotificationPurpose.ACTION_ESCALATED, userIds: [recipientId] }];
}

/** By hand: to the next level now, with a reason. */
export async function escalate(tx: Tx, id: string, reason: string, version?: number | null): Promise<PxAction> {
  // The lock first: the tick may be about to raise it too.
  await sql(tx.em, "select id from px_action where id = $1 for update", [id]);
  const action = await findAction(tx, id, version);
  if (action.closedAt) throw alreadyEnded();
  const chain = chainOf(await loadEscalationLevels(tx.em), action.hospital.id);
  const level = levelAbove(chain, action.escalationLevel);
  if (!level) throw endOfChain();
  await tell(tx, await raise(tx, action, chain, level, await loadDirectory(tx.em, [action.hospital.id]), reason));
  return action;
}
