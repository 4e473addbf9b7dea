import { lockKeys, sql, type Permission, type Tx } from "../core/index.ts";
import {
  NotificationPurpose,
  tellUsers,
  UserNotificationKind,
  type NotificationRequest,
  type UserTelling,
} from "../notifications/index.ts";
import { Channel } from "../organizations/index.ts";
import { outdatedCases } from "./recompute.tick.ts";
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

interface Face {
  readonly type: string;
  readonly permission: Permission;
  readonly path: string;
  readonly relatedType: NotificationRequest["relatedType"];
  /** The console's list of them, and what a digest calls it. */
  readonly list: { readonly path: string; readonly name: string; readonly hasEscalated: boolean };
}

const feedback = { type: "Feedback", permission: "feedback.read", path: "feedback", relatedType: "Feedback" } as const;
const faces: Record<SlaCaseKind, Face> = {
  COMPLAINT: {
    type: "Complaint",
    permission: "complaint.read",
    path: "complaints",
    relatedType: "Complaint",
    list: { path: "complaints", name: "Complaints", hasEscalated: true },
  },
  INQUIRY: { ...feedback, list: { path: "inquiries", name: "Inquiries", hasEscalated: false } },
  FEEDBACK: { ...feedback, list: { path: "feedback", name: "Feedback", hasEscalated: false } },
  ACTION: {
    type: "PxAction",
    permission: "action.read",
    path: "actions",
    relatedType: "PxAction",
    list: { path: "actions", name: "Actions", hasEscalated: true },
  },
};

/** What the list shows; `name` stands before that of the list in the digest's target, for `target-route.ts` of the console. */
const views = {
  REMINDER: { name: "Open", query: "isOpen=1" },
  BREACH: { name: "Overdue", query: "isOverdue=1" },
  ESCALATION: { name: "Escalated", query: "isOpen=1&isEscalated=1" },
} as const satisfies Record<SlaNoticeKind, object>;

const texts = {
  REMINDER: { titleKey: "slaReminder", purpose: NotificationPurpose.DEADLINE_REMINDER },
  BREACH: { titleKey: "slaBreach", purpose: NotificationPurpose.DEADLINE_BREACHED },
  ESCALATION: { titleKey: "slaEscalation", purpose: NotificationPurpose.DEADLINE_ESCALATED },
} as const satisfies Record<SlaNoticeKind, object>;

/**
 * SLA-11: tells what waits, one digest to each recipient of many. While another worker still finds deadlines that passed
 * together, or a calendar or policy still moves cases to such deadlines, it waits for them, two minutes at most.
 * SLA-23: a reminder of a clock that stands still waits as well, until it goes on.
 */
export async function tellWaitingNotices(tx: Tx): Promise<void> {
  await lockKeys(tx.em, ["sla-notices"]);
  await withdrawOutdated(tx);
  const waiting = await sql<Waiting>(
    tx.em,
    `with due as (
       select n.* from sla_notice n join sla_clock k on k.id = n.clock_id
        where n.told_at is null and n.recipient_id is not null and n.tell_after <= $1
          and (n.kind <> 'REMINDER' or k.due_at is not null))
     select n.id, n.kind, n.level, n.recipient_id as "recipientId", c.kind as "caseKind", c.case_id as "caseId", c.reference,
            c.hospital_id as "hospitalId"
       from due n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id
      where (select min(at) from due) < $1::timestamptz - interval '2 minutes'
         or (not exists (select 1 from sla_clock o where o.met_at is null and o.cancelled_at is null and o.next_check_at <= $1)
             and not exists (select 1 from ${outdatedCases}))
      order by n.id`,
    [tx.now],
  );
  if (waiting.length === 0) return;
  const byRecipient = Map.groupBy(waiting, ({ recipientId }) => recipientId);
  await tellUsers(
    tx,
    [...byRecipient].flatMap(([userId, notices]) => {
      if (notices.length <= singlyAtMost) return notices.map((notice) => single(tx, notice));
      const isOneCase = new Set(notices.map(({ caseId }) => caseId)).size === 1;
      return isOneCase ? single(tx, gravestOf(notices)) : digest(tx, userId, notices);
    }),
  );
  await sql(tx.em, "update sla_notice set told_at = $2 where id = any($1)", [waiting.map(({ id }) => id), tx.now]);
}

/** SLA-10: the target is met, it is late before it was reminded of, or the due time moved so that it is no longer true: what was not told yet is not worth telling. */
const withdrawOutdated = (tx: Tx) =>
  sql(
    tx.em,
    `update sla_notice n set told_at = $1 from sla_clock k
      where k.id = n.clock_id and n.told_at is null
        and (k.met_at is not null or k.cancelled_at is not null
          or n.kind = 'REMINDER' and k.due_at < $1
          or n.cycle < k.cycle and case n.kind when 'ESCALATION' then n.level > k.escalation_level
                                               when 'REMINDER' then k.reminded_at is null
                                               else true end)`,
    [tx.now],
  );

const urlOf = (tx: Tx, path: string): string => `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/${path}`;

function single(tx: Tx, notice: Waiting): UserTelling {
  const { reference, hospitalId, caseId } = notice;
  const { type, permission, path, relatedType } = faces[notice.caseKind];
  const { titleKey, purpose } = texts[notice.kind];
  const level = String(notice.level);
  return {
    userIds: [notice.recipientId],
    kind: notice.kind === "ESCALATION" ? UserNotificationKind.ESCALATED : UserNotificationKind.REMINDER,
    titleKey,
    parameters: { reference, level },
    target: { type, id: caseId },
    permission,
    hospitalId,
    email: (userId, language) => ({
      hospitalId,
      purpose,
      channel: Channel.EMAIL,
      userId,
      relatedType,
      relatedId: caseId,
      language,
      data: { reference, level, link: urlOf(tx, `${path}/${caseId}`) },
    }),
  };
}

const gravity: Record<SlaNoticeKind, number> = { REMINDER: 0, BREACH: 1, ESCALATION: 2 };
const weightOf = ({ kind, level }: Waiting) => gravity[kind] * 1000 + level;
/** SLA-11: many notices of one case are no digest: the gravest says where it stands. */
function gravestOf(notices: readonly Waiting[]): Waiting {
  return notices.reduce((gravest, notice) => (weightOf(notice) > weightOf(gravest) ? notice : gravest));
}

function mostOf<Key>(notices: readonly Waiting[], keyOf: (notice: Waiting) => Key): Waiting[] {
  return [...Map.groupBy(notices, keyOf).values()].reduce((most, group) => (group.length > most.length ? group : most));
}

/** SLA-11: a digest leads to the list that holds most of what it counts. */
function listOf(notices: readonly Waiting[]) {
  const ofList = mostOf(notices, ({ caseKind }) => faces[caseKind].list);
  const { list } = faces[(ofList[0] as Waiting).caseKind];
  const { kind } = mostOf(ofList, (notice) => notice.kind)[0] as Waiting;
  const view = views[kind === "ESCALATION" && !list.hasEscalated ? "BREACH" : kind];
  return { type: `${view.name}${list.name}`, path: `${list.path}?${view.query}` };
}

function digest(tx: Tx, receiverId: string, notices: readonly Waiting[]): UserTelling {
  const isEscalation = notices.some(({ kind }) => kind === "ESCALATION");
  const count = String(new Set(notices.map(({ caseId }) => caseId)).size);
  const list = listOf(notices);
  return {
    userIds: [receiverId],
    kind: isEscalation ? UserNotificationKind.ESCALATED : UserNotificationKind.REMINDER,
    titleKey: "slaDigest",
    parameters: { count },
    target: { type: list.type, id: receiverId },
    email: (userId, language) => ({
      hospitalId: (notices[0] as Waiting).hospitalId,
      purpose: NotificationPurpose.DEADLINE_DIGEST,
      channel: Channel.EMAIL,
      userId,
      relatedType: "User",
      relatedId: userId,
      language,
      data: { count, link: urlOf(tx, list.path) },
    }),
  };
}
