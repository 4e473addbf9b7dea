import { lockKeys, sql, type Tx } from "../core/index.ts";
import { tellUsers, UserNotificationKind, type UserTelling } from "../notifications/index.ts";
import type { SlaCaseKind, SlaNoticeKind } from "./sla.enums.ts";

interface Waiting {
  readonly id: string;
  readonly kind: SlaNoticeKind;
  readonly level: number;
  readonly recipientId: string;
  readonly caseKind: SlaCaseKind;
  readonly caseId: string;
  readonly reference: string;
  readonly hospitalId: string;
}

/** As many notices at once are still read one by one; more become a digest. */
const singlyAtMost = 3;

const targetTypes: Record<SlaCaseKind, string> = {
  COMPLAINT: "Complaint",
  INQUIRY: "Inquiry",
  FEEDBACK: "Feedback",
  ACTION: "PxAction",
};
const titleKeys: Record<SlaNoticeKind, string> = {
  REMINDER: "slaReminder",
  BREACH: "slaBreach",
  ESCALATION: "slaEscalation",
};

/**
 * SLA-11: tells what waits, one digest to each recipient of many. While another worker still finds deadlines that passed
 * together it waits for them, two minutes at most.
 */
export async function tellWaitingNotices(tx: Tx): Promise<void> {
  await lockKeys(tx.em, ["sla-notices"]);
  const waiting = await sql<Waiting>(
    tx.em,
    `with due as (
       select n.* from sla_notice n where n.told_at is null and n.recipient_id is not null and n.tell_after <= $1)
     select n.id, n.kind, n.level, n.recipient_id as "recipientId", c.kind as "caseKind", c.case_id as "caseId", c.reference,
            c.hospital_id as "hospitalId"
       from due n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id
      where (select min(at) from due) < $1::timestamptz - interval '2 minutes'
         or not exists (select 1 from sla_clock o where o.met_at is null and o.cancelled_at is null and o.next_check_at <= $1)
      order by n.id`,
    [tx.now],
  );
  if (waiting.length === 0) return;
  const byRecipient = Map.groupBy(waiting, ({ recipientId }) => recipientId);
  await tellUsers(
    tx,
    [...byRecipient].flatMap(([userId, notices]) =>
      notices.length > singlyAtMost ? [digest(userId, notices)] : notices.map(single),
    ),
  );
  await sql(tx.em, "update sla_notice set told_at = $2 where id = any($1)", [waiting.map(({ id }) => id), tx.now]);
}

function single(notice: Waiting): UserTelling {
  return {
    userIds: [notice.recipientId],
    kind: notice.kind === "ESCALATION" ? UserNotificationKind.ESCALATED : UserNotificationKind.REMINDER,
    titleKey: titleKeys[notice.kind],
    parameters: { reference: notice.reference, level: String(notice.level) },
    target: { type: targetTypes[notice.caseKind], id: notice.caseId },
    hospitalId: notice.hospitalId,
  };
}

function digest(userId: string, notices: readonly Waiting[]): UserTelling {
  const isEscalation = notices.some(({ kind }) => kind === "ESCALATION");
  return {
    userIds: [userId],
    kind: isEscalation ? UserNotificationKind.ESCALATED : UserNotificationKind.REMINDER,
    titleKey: "slaDigest",
    parameters: { count: String(new Set(notices.map(({ caseId }) => caseId)).size) },
    target: { type: "SlaDigest", id: userId },
  };
}
