import type { EntityClass, FilterQuery } from "@mikro-orm/core";
import { RequestContext } from "../context/request-context.ts";
import { notFound } from "../errors/failure.ts";
import type { LiveChannel } from "../live/live-bus.ts";
import type { Permission } from "../policy/permissions.ts";
import { covers, type Place } from "../policy/scope.ts";

/** What a subscription tells, item by item, until it is returned. */
export interface LiveItems<Item> extends AsyncIterableIterator<Item> {
  return(): Promise<IteratorResult<Item>>;
}

/**
 * The source of a subscription: what `load` makes of each message of a channel, for the caller with the rights they have
 * at that moment. `load` reads through `context.reader(…)` or checks `covers(…)`, so that nothing outside the scope gets
 * through (P2); it returns nothing for what the caller may not see. A message that can't be loaded is skipped: the client
 * asks with `since` after reconnecting.
 */
export function liveItems<Message extends object, Item>(
  context: RequestContext,
  channel: LiveChannel<Message>,
  load: (message: Message, context: RequestContext) => Promise<readonly Item[]>,
): LiveItems<Item> {
  const messages = context.kernel.live.subscribe(channel);
  return endingSource(messages, itemsOf(messages, context, channel, load));
}

/**
 * CO-50: `items`, made of what `source` brings. A generator that waits for its source would end with the next message, which may
 * never come; ending the source first ends the generator at once.
 */
export function endingSource<Item>(source: AsyncIterator<unknown>, items: AsyncGenerator<Item>): LiveItems<Item> {
  const same: LiveItems<Item> = {
    next: () => items.next(),
    async return() {
      await source.return?.();
      return items.return(undefined);
    },
    [Symbol.asyncIterator]: () => same,
  };
  return same;
}

async function* itemsOf<Message extends object, Item>(
  messages: AsyncIterable<Message>,
  context: RequestContext,
  channel: LiveChannel<Message>,
  load: (message: Message, context: RequestContext) => Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  for await (const message of messages) {
    try {
      const now = await context.renewed();
      if (!now.viewer) return;
      yield* await load(message, now);
    } catch (error) {
      context.log.warn({ err: error, channel: channel.name }, "a live message was skipped");
    }
  }
}

/** A message of a subscription is read with the rights of its own moment, not with those of subscribing. */
const ownContexts = new WeakMap<object, RequestContext>();

/** Remembers with which rights a row was read, for the resolvers of its fields. */
export function readNow<Row extends object>(row: Row, context: RequestContext): Row {
  ownContexts.set(row, context);
  return row;
}

/** The context that a row of a subscription was read in; that of the operation for any other row. */
export const contextOf = (context: RequestContext, row: object): RequestContext => ownContexts.get(row) ?? context;

/** The source of a subscription to one row: the row after each of its changes, as long as the caller may see it. */
export async function liveRow<Row extends { readonly id: string }>(
  context: RequestContext,
  channel: LiveChannel<{ id: string }>,
  permission: Permission,
  entity: EntityClass<Row>,
  id: string,
): Promise<LiveItems<Row>> {
  const find = (by: RequestContext) => by.reader(permission).findOne(entity, { id } as FilterQuery<Row>);
  if (!(await find(context))) throw notFound();
  return liveItems(context, channel, async (message, now) => {
    if (message.id !== id || !now.may(permission)) return [];
    // A context of its own for each message: nothing that an earlier one read may answer for this one.
    const fresh = new RequestContext(now.kernel, now.viewer, now.facts);
    const row = await find(fresh);
    return row ? [readNow(row as Row, fresh)] : [];
  });
}

/** A burst of changes is one hint. */
const hintEveryMs = 1_000;

/** The source of a hint without content that rows of the caller's reach were added or changed; at most one a second. */
export function liveHints<Message extends Place>(
  context: RequestContext,
  channel: LiveChannel<Message>,
  permission: Permission,
): LiveItems<true> {
  let hintedAt = 0;
  return liveItems(context, channel, async (place, now) => {
    if (!now.may(permission) || !covers(now.scope(permission), place)) return [];
    if (Date.now() < hintedAt + hintEveryMs) return [];
    hintedAt = Date.now();
    return [true as const];
  });
}
