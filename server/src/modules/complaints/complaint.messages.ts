import { sql, type Tx } from "../core/index.ts";
import { cancelNotifications, NotificationPurpose, queueNotifications, type Contact } from "../notifications/index.ts";
import { Channel } from "../organizations/index.ts";
import { SlaTarget } from "../sla/index.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import type { Complaint } from "./complaint.entity.ts";
import { noReceiver } from "./complaint.refusals.ts";
import { settingsFor } from "./settings.service.ts";

interface Message {
  readonly purpose: "RECEIVED" | "MESSAGE" | "CLOSED";
  readonly message?: string;
  readonly channel?: Channel;
}

const purposes = {
  RECEIVED: NotificationPurpose.COMPLAINT_RECEIVED,
  MESSAGE: NotificationPurpose.COMPLAINT_MESSAGE,
  CLOSED: NotificationPurpose.COMPLAINT_CLOSED,
} as const;

/** CM-11: nobody is written to whose complaint is anonymous, or who left no address. */
export const hasReceiver = (complaint: Complaint): boolean =>
  !complaint.isAnonymous &&
  [complaint.complainantMobileSealed, complaint.complainantEmailSealed, complaint.patient].some((way) => way != null);

/** CM-11: to whom a complaint's messages go: the contact it names, else its patient; nobody when it is anonymous. */
function receiverOf(tx: Tx, complaint: Complaint): { patientId?: string; contact?: Contact } | null {
  if (!hasReceiver(complaint)) return null;
  const open = (sealed: Uint8Array | null | undefined) => (sealed ? tx.kernel.cipher.open(sealed) : null);
  const contact = { mobile: open(complaint.complainantMobileSealed), email: open(complaint.complainantEmailSealed) };
  if (contact.mobile || contact.email) return { contact };
  return complaint.patient ? { patientId: complaint.patient.id } : null;
}

/** Queues a message; returns its channel. Without anybody to write to it fails, so that nobody believes it was sent. */
export async function sendToComplainant(tx: Tx, complaint: Complaint, { purpose, message, channel }: Message) {
  const receiver = receiverOf(tx, complaint);
  const way = receiver && (channel ?? (await channelFor(tx, complaint, receiver.contact)));
  const hasAddress = !receiver?.contact || (way === Channel.EMAIL ? receiver.contact.email : receiver.contact.mobile);
  if (!receiver || !way || !hasAddress) throw noReceiver();
  await queueNotifications(tx, [
    {
      ...receiver,
      hospitalId: complaint.hospital.id,
      purpose: purposes[purpose],
      channel: way,
      language: complaint.language,
      relatedType: "Complaint",
      relatedId: complaint.id,
      data: { reference: complaint.reference, message: message ?? "" },
    },
  ]);
  return way;
}

/** The hospital's channel, unless the contact has the other kind of address only. */
async function channelFor(tx: Tx, complaint: Complaint, contact: Contact | undefined): Promise<Channel> {
  const [row] = await sql<{ channel: Channel }>(
    tx.em,
    "select default_channel as channel from hospital_settings where hospital_id = $1",
    [complaint.hospital.id],
  );
  const channel = row?.channel ?? Channel.SMS;
  if (!contact) return channel;
  if (channel === Channel.EMAIL) return contact.email ? Channel.EMAIL : Channel.SMS;
  return contact.mobile ? channel : Channel.EMAIL;
}

/** CM-15: at once, with the patient's rights in its text, where there is somebody to write to and the hospital wants it. */
export async function sendAcknowledgement(tx: Tx, complaint: Complaint): Promise<void> {
  if (!hasReceiver(complaint) || !(await settingsFor(tx.em, complaint.hospital.id)).isAcknowledging) return;
  await sendToComplainant(tx, complaint, { purpose: "RECEIVED" });
  await acknowledge(tx, complaint);
}

/** CM-15: else by the first person who begins work on it or writes to the complainant. Later acknowledgements change nothing. */
export async function acknowledge(tx: Tx, complaint: Complaint): Promise<void> {
  if (complaint.acknowledgedAt) return;
  complaint.acknowledgedAt = tx.now;
  await complaintClocks.meet(tx, complaint, SlaTarget.ACKNOWLEDGE);
}

/** CM-9, CM-32: a person answered; the first time meets the target, and whoever was answered knows that it arrived. */
export async function respond(tx: Tx, complaint: Complaint): Promise<void> {
  await acknowledge(tx, complaint);
  if (complaint.firstRespondedAt) return;
  complaint.firstRespondedAt = tx.now;
  await complaintClocks.meet(tx, complaint, SlaTarget.FIRST_RESPONSE);
}

/** CM-15, CM-33: work begins. Where nobody can be answered that is all the answer there can be, so the target is not left to run late. */
export async function begin(tx: Tx, complaint: Complaint): Promise<void> {
  await acknowledge(tx, complaint);
  if (!hasReceiver(complaint)) await complaintClocks.meet(tx, complaint, SlaTarget.FIRST_RESPONSE);
}

export async function tellClosed(tx: Tx, complaint: Complaint): Promise<void> {
  if (hasReceiver(complaint)) await sendToComplainant(tx, complaint, { purpose: "CLOSED" });
}

/** CM-35: it is not settled after all, so what was not sent yet must not say so. */
export async function withdrawClosed(tx: Tx, complaint: Complaint): Promise<void> {
  await cancelNotifications(tx, "Complaint", [complaint.id], "COMPLAINT_REOPENED", purposes.CLOSED);
}
