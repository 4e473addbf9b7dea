import type { Redis } from "ioredis";

export type PresenceMode = "VIEWING" | "EDITING";

/** A page that somebody has open. A person may have several, on two devices. */
export interface OpenPage {
  readonly userId: string;
  readonly mode: PresenceMode;
  readonly pageId: string;
}
export interface Present {
  readonly userId: string;
  readonly mode: PresenceMode;
}

/** Ids only: nothing about the record or a patient goes to Redis. */
export const presenceKey = (type: string, id: string) => `px360:presence:${type}:${id}`;

const memberOf = ({ userId, mode, pageId }: OpenPage) => `${userId} ${mode} ${pageId}`;

/** AC-40: says that the page is open; without being said again it is forgotten after `ttlMs`, whatever became of the server. */
export async function keepPresent(redis: Redis, key: string, page: OpenPage, ttlMs: number): Promise<void> {
  const now = Date.now();
  await redis
    .multi()
    .zadd(key, now + ttlMs, memberOf(page))
    .zremrangebyscore(key, "-inf", now)
    .pexpire(key, ttlMs)
    .exec();
}

export async function leave(redis: Redis, key: string, page: OpenPage): Promise<void> {
  await redis.zrem(key, memberOf(page));
}

/** Everybody once, in a steady order; who edits on one device and looks on another edits. */
export async function whoIsPresent(redis: Redis, key: string): Promise<readonly Present[]> {
  const members = await redis.zrangebyscore(key, Date.now(), "+inf");
  const modes = new Map<string, PresenceMode>();
  for (const member of members) {
    const [userId = "", mode] = member.split(" ");
    if (mode === "EDITING" || !modes.has(userId)) modes.set(userId, mode as PresenceMode);
  }
  return [...modes].map(([userId, mode]) => ({ userId, mode })).sort((a, b) => (a.userId < b.userId ? -1 : 1));
}
