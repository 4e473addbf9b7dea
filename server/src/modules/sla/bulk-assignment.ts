import { sql, type BulkDone, type Permission, type Tx } from "../core/index.ts";
import { NotificationPurpose, tellUsers, UserNotificationKind } from "../notifications/index.ts";
import { Channel } from "../organizations/index.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

/** Where a module keeps its cases and their timelines: names and SQL of its own, never what somebody typed. */
export interface AssignedCases {
  readonly table: string;
  readonly entries: string;
  /** Of the timeline: the case. */
  readonly column: string;
  /** SlaCaseKind of a row `c`. */
  readonly kind: string;
  readonly permission: Permission;
  readonly isByEmail: boolean;
  /** Tells of one by itself, as when it is assigned by hand. */
  one(tx: Tx, id: string, assigneeId: string): Promise<void>;
}

interface Assigned {
  readonly id: string;
  readonly kind: `${SlaCaseKind}`;
  readonly hospitalId: string;
}

/** The text of the console, and the list that it opens there. */
const lists: Record<SlaCaseKind, { readonly titleKey: string; readonly type: string; readonly path: string }> = {
  COMPLAINT: { titleKey: "complaintsAssigned", type: "MyComplaints", path: "complaints" },
  INQUIRY: { titleKey: "inquiriesAssigned", type: "MyInquiries", path: "inquiries" },
  FEEDBACK: { titleKey: "feedbacksAssigned", type: "MyFeedback", path: "feedback" },
  ACTION: { titleKey: "actionsAssigned", type: "MyActions", path: "actions" },
};

/** SLA-25: whoever gets many cases at once is told once how many; what was theirs before is none of them. */
export async function tellAssignedAtOnce(
  tx: Tx,
  { ids, userId, startedAt }: BulkDone,
  assigneeId: string,
  cases: AssignedCases,
): Promise<void> {
  if (assigneeId === userId) return;
  const rows = await sql<Assigned>(
    tx.em,
    `select c.id, ${cases.kind} as kind, c.hospital_id as "hospitalId" from "${cases.table}" c
      where c.id = any($1) and exists (select 1 from "${cases.entries}" e
        where e."${cases.column}" = c.id and e.kind = 'ASSIGNED' and e.assignee_id = $2 and e.at >= $3)
      order by c.id`,
    [ids, assigneeId, startedAt],
  );
  for (const [kind, own] of Map.groupBy(rows, (row) => row.kind)) {
    const [first, ...others] = own;
    if (!first) continue;
    if (others.length === 0) await cases.one(tx, first.id, assigneeId);
    else await tellMany(tx, kind, first.hospitalId, own.length, assigneeId, cases);
  }
}

function tellMany(
  tx: Tx,
  kind: `${SlaCaseKind}`,
  hospitalId: string,
  many: number,
  assigneeId: string,
  { permission, isByEmail }: AssignedCases,
): Promise<void> {
  const { titleKey, type, path } = lists[kind];
  const count = String(many);
  const link = `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/${path}?isOpen=1&isMine=1`;
  return tellUsers(tx, [
    {
      userIds: [assigneeId],
      kind: UserNotificationKind.ASSIGNED,
      titleKey,
      parameters: { count },
      target: { type, id: assigneeId },
      permission,
      hospitalId,
      email: isByEmail
        ? (userId, language) => ({
            hospitalId,
            purpose: NotificationPurpose.CASES_ASSIGNED,
            channel: Channel.EMAIL,
            userId,
            relatedType: "User",
            relatedId: userId,
            language,
            data: { count, link },
          })
        : undefined,
    },
  ]);
}
