import type { EntityManager } from "@mikro-orm/postgresql";
import { v7 as uuidv7 } from "uuid";
import type { AuditEntry } from "../audit/audit-entry.ts";
import { writeAuditEntries } from "../audit/audit-writer.ts";
import { scopedFork } from "../data/scope-filter.ts";
import type { EventType } from "../events/event.ts";
import { writeOutbox, type Announcement } from "../events/outbox.ts";
import type { LiveChannel } from "../live/live-bus.ts";
import { systemScope, type Scope } from "../policy/scope.ts";
import type { Kernel } from "./kernel.ts";

/** Who does it, for the audit trail. */
export interface Actor {
  readonly kind: "USER" | "SERVICE" | "PATIENT" | "SYSTEM";
  readonly userId?: string;
  /** A readable name that survives the user: username, key name, or the worker's job. */
  readonly label: string;
  readonly requestId?: string;
  readonly address?: string;
}

/**
 * One transaction with everything that a rule needs. Services take it as their first argument: they change rows through
 * `em`, `audit` what they did and `emit` what must follow; all of it commits together or not at all (P1).
 */
export interface Tx {
  readonly em: EntityManager;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly now: Date;
  readonly kernel: Kernel;
  /** Adds an entry to the audit trail, written in this transaction (F1.6). */
  audit(entry: AuditEntry): void;
  /** Announces a fact; one outbox row per subscriber, written in this transaction. */
  emit<Payload extends object>(event: EventType<Payload>, payload: Payload): void;
  /** Tells open consoles after the commit. Lossy by design: a client that missed it asks with `since`. */
  publish<Message extends object>(channel: LiveChannel<Message>, message: Message): void;
  /** Wakes the relay for a queue after the commit; the sweep would find the work too, a little later. */
  ring(queue: string): void;
}

export const outboxQueue = "outbox";

interface TxOptions {
  readonly actor: Actor;
  readonly scope: Scope;
}

/** Runs `work` in one transaction. Nothing is published or rung unless it commits. */
export async function runTx<Result>(
  kernel: Kernel,
  options: TxOptions,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const audits: AuditEntry[] = [];
  const announcements: Announcement[] = [];
  const afterCommit: (() => Promise<unknown>)[] = [];
  const bells = new Set<string>();
  const now = kernel.clock();

  const result = await scopedFork(kernel.orm.em, options.scope).transactional(async (em) => {
    const tx: Tx = {
      em: em as EntityManager,
      actor: options.actor,
      scope: options.scope,
      now,
      kernel,
      audit: (entry) => void audits.push(entry),
      emit: (event, payload) => void announcements.push({ event: event.name, payload }),
      publish: (channel, message) => void afterCommit.push(() => kernel.live.publish(channel, message)),
      ring: (queue) => void bells.add(queue),
    };
    const value = await work(tx);
    await em.flush();
    await writeAuditEntries(tx, audits);
    if ((await writeOutbox(tx, announcements)) > 0) bells.add(outboxQueue);
    return value;
  });

  for (const queue of bells) afterCommit.push(() => kernel.live.ring(queue));
  // The commit stands. A bell or a live message that gets lost is made good by the sweep and by `since`.
  const outcomes = await Promise.allSettled(afterCommit.map((send) => send()));
  const lost = outcomes.filter((outcome) => outcome.status === "rejected").length;
  if (lost > 0) kernel.log.warn({ lost }, "live messages were not sent; the sweep will make up for them");
  return result;
}

/** Audited system work: workers, ticks, the seed. Sees everything. */
export function runSystemTx<Result>(kernel: Kernel, label: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return runTx(kernel, { actor: { kind: "SYSTEM", label }, scope: systemScope }, work);
}

export const newId = (): string => uuidv7();
