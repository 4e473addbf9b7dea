import type { Express } from "express";
import type { EntityClass } from "@mikro-orm/core";
import type { Kernel } from "./context/kernel.ts";
import type { Subscriber } from "./events/event.ts";
import type { JobContract } from "./jobs/job.contract.ts";

/** The face a module shows to the start of a process; app.ts holds the one list of modules. */
export interface ModuleDefinition {
  readonly name: string;
  readonly entities: readonly EntityClass<unknown>[];
  readonly resolvers: readonly Function[];
  readonly subscribers?: readonly Subscriber[];
  readonly jobs?: readonly JobContract[];
  /** REST routes, where a module has any. */
  readonly routes?: (app: Express, kernel: Kernel) => void;
}
