import { checkMentions } from "../accounts/index.ts";
import type { Tx } from "../core/index.ts";
import { NotificationPurpose, tellUsers, UserNotificationKind, type UserTelling } from "../notifications/index.ts";
import { Channel } from "../organizations/index.ts";
import type { Complaint } from "./complaint.entity.ts";

function about(complaint: Complaint, kind: UserNotificationKind, titleKey: string, userIds: string[]): UserTelling {
  const { reference, subject } = complaint;
  return {
    userIds,
    kind,
    titleKey,
    parameters: { reference, title: { en: subject, ar: subject } },
    target: { type: "Complaint", id: complaint.id },
    permission: "complaint.read",
    hospitalId: complaint.hospital.id,
  };
}

/** In the console and by e-mail, as the new owner wants it. */
export function tellAssigned(tx: Tx, complaint: Complaint, userId: string): Promise<void> {
  const link = `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/complaints/${complaint.id}`;
  return tellUsers(tx, [
    {
      ...about(complaint, UserNotificationKind.ASSIGNED, "complaintAssigned", [userId]),
      email: (receiverId, language) => ({
        hospitalId: complaint.hospital.id,
        purpose: NotificationPurpose.COMPLAINT_ASSIGNED,
        channel: Channel.EMAIL,
        userId: receiverId,
        relatedType: "Complaint",
        relatedId: complaint.id,
        language,
        data: { reference: complaint.reference, title: complaint.subject, link },
      }),
    },
  ]);
}

/** CM-12: only who may see the complaint can be named; a note that names somebody else is refused. */
export async function tellMentioned(tx: Tx, complaint: Complaint, note: string): Promise<void> {
  const place = { hospitalId: complaint.hospital.id, departmentId: complaint.department?.id ?? null };
  const ids = await checkMentions(tx, note, place, "complaint.read", complaint.assignee?.id);
  await tellUsers(tx, [about(complaint, UserNotificationKind.MENTIONED, "complaintMentioned", ids)]);
}
