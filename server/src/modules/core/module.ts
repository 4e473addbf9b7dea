import type { Express } from "express";
import type { EntityClass } from "@mikro-orm/core";
import type { Kernel } from "./context/kernel.ts";
import type { Subscriber } from "./events/event.ts";
import type { BulkVerb } from "./bulk/bulk-verb.ts";
import type { ListDefinition } from "./exports/list-definition.ts";
import type { JobContract } from "./jobs/job.contract.ts";
import type { PresenceKind } from "./presence/presence-kind.ts";
import type { RetentionKind } from "./retention/retention-kind.ts";
import type { TimelineProvider } from "./timeline/timeline.ts";
import type { SearchProvider } from "./search/search-provider.ts";
import type { Viewer } from "./policy/viewer.ts";

export type LoadViewer = (kernel: Kernel, userId: string, sessionId?: string | null) => Promise<Viewer | null>;

/** The face a module shows to the start of a process; app.ts holds the one list of modules. */
export interface ModuleDefinition {
  readonly name: string;
  readonly entities: readonly EntityClass<unknown>[];
  readonly resolvers: readonly Function[];
  readonly subscribers?: readonly Subscriber[];
  readonly jobs?: readonly JobContract[];
  /** Lists that can be exported. */
  readonly lists?: readonly ListDefinition[];
  /** What it adds to the timeline of a patient. */
  readonly timeline?: readonly TimelineProvider[];
  /** Records that may be dropped when they are old enough. */
  readonly retention?: readonly RetentionKind[];
  /** What can be done to many rows at once. */
  readonly bulkVerbs?: readonly BulkVerb[];
  /** At which pages people see each other. */
  readonly presence?: readonly PresenceKind[];
  /** What the search over everything finds of this module. */
  readonly search?: readonly SearchProvider[];
  /** The one module that knows users: who somebody is now; null when they left or the log-in has ended. */
  readonly loadViewer?: LoadViewer;
  /** REST routes, where a module has any. */
  readonly routes?: (app: Express, kernel: Kernel) => void;
}
