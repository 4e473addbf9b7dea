import type { MikroORM } from "@mikro-orm/postgresql";
import type { Redis } from "ioredis";
import type { Config } from "../config/config.ts";
import type { IdentityCipher } from "../data/identity-cipher.ts";
import type { FileStorage } from "../files/file-storage.ts";
import type { Subscriber } from "../events/event.ts";
import type { TimelineProvider } from "../timeline/timeline.ts";
import type { LiveBus } from "../live/live-bus.ts";
import type { PresenceKind } from "../presence/presence-kind.ts";
import type { SearchProvider } from "../search/search-provider.ts";
import type { Log } from "../log/log.ts";
import type { BulkVerb } from "../bulk/bulk-verb.ts";
import type { ListDefinition } from "../exports/list-definition.ts";
import type { RetentionKind } from "../retention/retention-kind.ts";
import type { Viewer } from "../policy/viewer.ts";

/** What every part of a process shares: made once at start, closed once at the end. */
export interface Kernel {
  readonly config: Config;
  readonly orm: MikroORM;
  readonly redis: Redis;
  readonly live: LiveBus;
  readonly log: Log;
  readonly cipher: IdentityCipher;
  readonly files: FileStorage;
  /** The time. Tests override it; rules take it from the transaction (`tx.now`), never from the system. */
  readonly clock: () => Date;
  /** What the search over everything asks. */
  readonly search: readonly SearchProvider[];
  /** Who listens to which event: one outbox row is written per subscriber. */
  readonly subscribers: readonly Subscriber[];
  /** What the modules add to the timeline of a patient. */
  readonly timeline: readonly TimelineProvider[];
  /** Every list that can be exported. */
  readonly lists: readonly ListDefinition[];
  /** Records that may be dropped when they are old enough. */
  readonly retention: readonly RetentionKind[];
  /** At which pages people see each other. */
  readonly presence: readonly PresenceKind[];
  /** Everything that can be done to many rows at once. */
  readonly bulkVerbs: readonly BulkVerb[];
  /** Who somebody is now, for what goes on without their request; null when they left or the log-in has ended. */
  loadViewer(userId: string, sessionId?: string | null): Promise<Viewer | null>;
}
