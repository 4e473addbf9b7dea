import type { AfterCommit, Tx } from "../core/index.ts";
import { circuitOf } from "./gateways/circuit.ts";
import { sendingDeadline } from "./gateway-outcome.rules.ts";
import { deliver, type Delivery } from "./notification.deliver.ts";
import { Backend, NotificationPurpose, NotificationStatus } from "./notification.enums.ts";
import { recoverLost } from "./notification.recover.ts";
import { compose, type Composed } from "./notification.compose.ts";
import { writeLog, type LogEntry } from "./notification-log.writer.ts";
import { lockNotifications, type NotificationRow } from "./notification.rows.ts";
import { settle, type Outcome } from "./notification.settle.ts";
import { loadFacts, type BatchFacts, type ChannelRow } from "./sending.facts.ts";
import { maskAddress, type Receiver } from "./sending.receivers.ts";
import { judge, mostSpecific } from "./sending.rules.ts";

const { CANCELLED, DEAD, FAILED, QUEUED, SENDING, SENT, SUPPRESSED } = NotificationStatus;

/** What one row comes to: its outcome, its line in the log, and for an outside gateway the message. */
interface Step {
  readonly outcome: Outcome;
  readonly log?: LogEntry;
  readonly send?: { readonly channel: ChannelRow; readonly to: string; readonly message: Composed };
}

/**
 * Handler of a batch. Messages of the console backend are sent by being logged, in this transaction. Those of a gateway become
 * SENDING in it and are handed over after its commit (NO-10).
 */
export async function sendNotifications(tx: Tx, ids: readonly string[]): Promise<AfterCommit | void> {
  const rows = await lockNotifications(tx, ids);
  const lost = rows.filter((row) => row.status === SENDING && row.sendingUntil !== null && row.sendingUntil <= tx.now);
  if (lost.length > 0) await recoverLost(tx, lost);
  const due = rows.filter((row) => row.status === QUEUED || row.status === FAILED);
  if (due.length === 0) return;
  const facts = await loadFacts(tx, due);
  const steps = due.map((row) => decide(tx, facts, row));
  await settle(
    tx,
    steps.map((step) => step.outcome),
  );
  const logged = steps.filter((step) => step.log);
  const logIds = await writeLog(
    tx,
    logged.map((step) => step.log as LogEntry),
  );
  const deliveries = logged.flatMap((step, n): Delivery[] => {
    if (!step.send) return [];
    const { row, attempts = 0 } = step.outcome;
    return [{ id: row.id, attempt: attempts, logId: logIds[n] as string, loggedAt: tx.now, ...step.send }];
  });
  if (deliveries.length > 0) return () => deliver(tx.kernel, deliveries);
}

function decide(tx: Tx, facts: BatchFacts, row: NotificationRow): Step {
  if (row.cancelReason) return ended(row, CANCELLED, row.cancelReason);
  const receiver = facts.receiverOf(row);
  const hospital = facts.hospitals.get(row.hospitalId);
  const channel = mostSpecific(
    facts.channels.filter((each) => each.channel === row.channel),
    row.hospitalId,
  );
  const language = facts.languageOf(row);
  const address = receiver?.addressFor(row.channel) ?? null;
  if (!receiver || !hospital || !language) return ended(row, SUPPRESSED, "NO_RECEIVER");
  const isInvitation = row.purpose === NotificationPurpose.SURVEY_INVITATION;
  const sent = facts.invitations.get(row.patientId ?? "") ?? 0;
  const verdict = judge({
    now: tx.now,
    sendBefore: row.sendBefore,
    isPatient: receiver.isPatient,
    isReachable: receiver.isReachable,
    // Consent is about being surveyed; who complained has asked to be answered.
    hasConsent: receiver.hasConsent || !row.purpose.startsWith("SURVEY_"),
    hasAddress: address !== null,
    isChannelOn: channel?.isEnabled ?? false,
    quietUntil: hospital.quietUntil,
    isInvitation,
    invitationsSent: sent,
    maxInvitations: hospital.fatigueMax,
  });
  if (verdict.kind === "SUPPRESS") return ended(row, SUPPRESSED, verdict.reason);
  if (verdict.kind === "POSTPONE") return waiting(row, verdict.until);
  const message = compose(tx, facts, row, hospital, language);
  if ("fault" in message) return ended(row, DEAD, message.fault);
  const step = hand(tx, row, channel as ChannelRow, receiver, address as string, message);
  if (isInvitation && row.patientId && step.log) facts.invitations.set(row.patientId, sent + 1);
  return step;
}

function hand(
  tx: Tx,
  row: NotificationRow,
  channel: ChannelRow,
  receiver: Receiver,
  to: string,
  message: Composed,
): Step {
  const attempts = row.attempts + 1;
  const log = {
    row,
    attempt: attempts,
    backend: channel.backend,
    language: message.language,
    recipientMasked: maskAddress(row.channel, to),
    body: message.body,
    segments: message.segments,
    templateId: message.text.id,
    templateVersion: message.text.version,
  };
  if (channel.backend === Backend.CONSOLE)
    return { outcome: { row, status: SENT, attempts }, log: { ...log, status: SENT } };
  const blockedUntil = circuitOf(channel).blockedUntil(tx.now);
  if (blockedUntil) return waiting(row, blockedUntil);
  const until = sendingDeadline(tx.now);
  return {
    outcome: { row, status: SENDING, attempts, availableAt: until, sendingUntil: until },
    log: { ...log, status: SENDING },
    send: { channel, to, message },
  };
}

const ended = (row: NotificationRow, status: NotificationStatus, error: string): Step => ({
  outcome: { row, status, error },
  log: { row, status, error },
});

/** NO-4: waits until then; no attempt is counted and nothing is logged, as nothing was decided for good. */
const waiting = (row: NotificationRow, until: Date): Step => ({ outcome: { row, status: QUEUED, availableAt: until } });
