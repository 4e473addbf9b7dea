import type { RequestContext } from "../context/request-context.ts";
import type { LiveChannel } from "../live/live-bus.ts";

/**
 * The source of a subscription: what `load` makes of each message of a channel, for the caller with the rights they have
 * at that moment. `load` reads through `context.reader(…)` or checks `covers(…)`, so that nothing outside the scope gets
 * through (P2); it returns nothing for what the caller may not see. A message that can't be loaded is skipped: the client
 * asks with `since` after reconnecting.
 */
export async function* liveItems<Message extends object, Item>(
  context: RequestContext,
  channel: LiveChannel<Message>,
  load: (message: Message, context: RequestContext) => Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  for await (const message of context.kernel.live.subscribe(channel)) {
    try {
      const now = await context.renewed();
      if (!now.viewer) return;
      yield* await load(message, now);
    } catch (error) {
      context.log.warn({ err: error, channel: channel.name }, "a live message was skipped");
    }
  }
}
