import { randomUUID } from "node:crypto";
import { Repeater, SlidingBuffer } from "@graphql-yoga/subscription";
import type { RequestContext } from "../context/request-context.ts";
import { notFound } from "../errors/failure.ts";
import { liveChannel } from "../live/live-bus.ts";
import { keepPresent, leave, presenceKey, whoIsPresent, type PresenceMode, type Present } from "./presence.store.ts";

/** How often an open page says so, and how long it counts as open when it no longer does: two beats may get lost. */
export const presenceTimes = { beatMs: 10_000, ttlMs: 25_000 } as const;

interface Page {
  readonly type: string;
  readonly id: string;
  readonly mode: PresenceMode;
}

/**
 * The source of a subscription that is itself the presence: as long as it is open its caller is at the page, and it tells
 * who else is. Ending it, by leaving the page or with the socket, takes the caller away at once.
 */
export async function watchPresence(
  context: RequestContext,
  { type, id, mode }: Page,
  { beatMs, ttlMs }: { readonly beatMs: number; readonly ttlMs: number } = presenceTimes,
): Promise<AsyncIterableIterator<readonly Present[]>> {
  const { redis, live, log, presence } = context.kernel;
  const kind = presence.find((one) => one.type === type);
  const isVisible = async () => context.viewer !== null && (await kind?.isVisible(context, id)) === true;
  if (!(await isVisible())) throw notFound();
  const key = presenceKey(type, id);
  const channel = liveChannel<{ at: number }>(key);
  // Who looks through a colleague's eyes is there as themselves; a service is nobody.
  const userId = context.viewer?.viewedBy?.userId ?? context.viewer?.userId ?? "";
  const page = context.viewer?.kind === "SERVICE" ? null : { userId, mode, pageId: randomUUID() };
  const announce = () => live.publish(channel, { at: Date.now() });

  return new Repeater<readonly Present[]>(async (push, stop) => {
    let told = "";
    let isOver = false;
    /** AC-41: told with the rights of the moment; who may no longer see the record hears no more and is no longer there. */
    const look = async () => {
      await context.renewed();
      if (!(await isVisible())) return stop();
      const others = (await whoIsPresent(redis, key)).filter((one) => one.userId !== userId);
      const now = JSON.stringify(others);
      if (isOver || now === told) return;
      told = now;
      void push(others);
    };
    // One after the other, so that an earlier look never overtakes a later one. Without Redis nobody is seen, and no page fails.
    let last: Promise<unknown> = Promise.resolve();
    const next = (work: () => Promise<unknown>) =>
      (last = last.then(work).catch((error: unknown) => log.warn({ err: error }, "presence is not known")));
    const beat = async () => {
      if (page && !isOver) await keepPresent(redis, key, page, ttlMs);
      await look();
    };

    const changes = live.subscribe(channel);
    void (async () => {
      for await (const _ of changes) void next(look);
    })();
    await next(beat);
    if (page) await next(announce);
    const timer = setInterval(() => void next(beat), beatMs);
    await stop;
    isOver = true;
    clearInterval(timer);
    void changes.return?.();
    if (page) await next(() => leave(redis, key, page).then(announce));
  }, new SlidingBuffer(1));
}
