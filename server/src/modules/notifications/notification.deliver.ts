import { integrationsLog, runSystemTx, sql, type Kernel } from "../core/index.ts";
import { afterAnswer, lastStartMs, logStatusOf, notStarted, type Answer } from "./gateway-outcome.rules.ts";
import { circuitOf } from "./gateways/circuit.ts";
import { gatewayOf } from "./gateways/gateways.ts";
import type { SendOutcome } from "./gateways/gateway.ts";
import type { Composed } from "./notification.compose.ts";
import { NotificationStatus } from "./notification.enums.ts";
import { lockNotifications } from "./notification.rows.ts";
import { settle } from "./notification.settle.ts";
import type { ChannelRow } from "./sending.facts.ts";

/** A message that is SENDING, on its way out. */
export interface Delivery {
  readonly id: string;
  readonly attempt: number;
  readonly logId: string;
  readonly loggedAt: Date;
  readonly channel: ChannelRow;
  readonly to: string;
  readonly message: Composed;
}

const sendsAtOnce = 8;

/** After the commit that made them SENDING: hands the messages to their gateways, a few at once, and writes down each answer at once. */
export async function deliver(kernel: Kernel, deliveries: readonly Delivery[]): Promise<void> {
  const startedAt = performance.now();
  const open = [...deliveries];
  const sender = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const isLate = performance.now() - startedAt > lastStartMs;
      const isBlocked = circuitOf(next.channel).blockedUntil(kernel.clock()) !== null;
      await writeAnswer(kernel, next, isLate || isBlocked ? notStarted : await send(kernel, next));
    }
  };
  await Promise.all(Array.from({ length: sendsAtOnce }, sender));
}

async function send(kernel: Kernel, { id, channel, to, message }: Delivery): Promise<SendOutcome> {
  const { subject, body, language, template } = message;
  let outcome: SendOutcome;
  try {
    const secret = channel.secretSealed ? kernel.cipher.open(channel.secretSealed) : null;
    const gateway = gatewayOf(channel.backend, { endpoint: channel.endpoint, sender: channel.sender, secret });
    outcome = await gateway.send({ idempotencyKey: id, to, language, subject, body, template });
  } catch {
    // An adapter that throws broke somewhere unknown; its error may quote the message and is not kept.
    outcome = { kind: "unknown", code: "ADAPTER_FAILED" };
  }
  const circuit = circuitOf(channel);
  if (outcome.kind === "unknown" || (outcome.kind === "failed" && outcome.isGatewayDown))
    circuit.failed(kernel.clock());
  else circuit.succeeded();
  if (outcome.kind !== "sent") {
    const { kind, code } = outcome;
    integrationsLog(kernel.log).warn(
      { notificationId: id, backend: channel.backend, kind, code },
      "a message was not sent",
    );
  }
  return outcome;
}

/** States in which this attempt may still be the message's last. */
const open = new Set([NotificationStatus.SENDING, NotificationStatus.UNCERTAIN, NotificationStatus.FAILED]);

async function writeAnswer(kernel: Kernel, delivery: Delivery, answer: Answer): Promise<void> {
  await runSystemTx(kernel, "notifications.gateway", async (tx) => {
    const [row] = await lockNotifications(tx, [delivery.id], "wait");
    if (!row) return;
    const next = afterAnswer(tx.now, row, delivery.channel, answer, circuitOf(delivery.channel).blockedUntil(tx.now));
    await sql(
      tx.em,
      "update notification_log set status = $3, error = $4, provider_message_id = $5 where id = $1 and created_at = $2",
      [
        delivery.logId,
        delivery.loggedAt,
        logStatusOf(answer, next),
        "code" in answer ? answer.code : null,
        answer.kind === "sent" ? (answer.providerMessageId ?? null) : null,
      ],
    );
    // If it was taken for lost and retried meanwhile, this answer is about an attempt that is over.
    if (row.attempts === delivery.attempt && open.has(row.status)) await settle(tx, [next]);
  });
}
