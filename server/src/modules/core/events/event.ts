import type { Tx } from "../context/tx.ts";

/** A fact that a module announces, past tense: `survey.answered`. Declared by its emitter; higher modules subscribe. */
export interface EventType<Payload extends object> {
  readonly name: string;
  /** Only carries the type. */
  readonly payload?: Payload;
}

export function defineEvent<Payload extends object>(name: string): EventType<Payload> {
  return { name };
}

export interface Delivery<Payload extends object> {
  readonly id: string;
  readonly payload: Payload;
}

/**
 * What a module does when another announces something. Called by a worker with many deliveries in one transaction, at
 * least once each; `done` is written in the same transaction, so the effect happens exactly once.
 */
export interface Subscriber<Payload extends object = object> {
  /** Unique, stable: it is stored with each delivery. `<module>.<what it does>` */
  readonly name: string;
  readonly event: EventType<Payload>;
  handle(tx: Tx, deliveries: readonly Delivery<Payload>[]): Promise<void>;
}

/** Keeps the payload type of one subscriber while they are collected in one list. */
export function subscriber<Payload extends object>(definition: Subscriber<Payload>): Subscriber {
  return definition as unknown as Subscriber;
}
