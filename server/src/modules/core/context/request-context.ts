import type { EntityManager } from "@mikro-orm/postgresql";
import type { Request, Response } from "express";
import { noteRefusal } from "../audit/refusals.ts";
import { scopedFork } from "../data/scope-filter.ts";
import { forbidden, unauthenticated } from "../errors/failure.ts";
import type { Log } from "../log/log.ts";
import type { Permission } from "../policy/permissions.ts";
import { scopeFor, systemScope, type Scope } from "../policy/scope.ts";
import { may, type Viewer } from "../policy/viewer.ts";
import { Language } from "../text/bilingual.ts";
import type { Kernel } from "./kernel.ts";
import { runTx, type Actor, type Tx } from "./tx.ts";

export interface RequestFacts {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent?: string;
  readonly language: Language;
  /** On a socket: who the caller is by now; null when the log-in has ended. */
  readonly reloadViewer?: () => Promise<Viewer | null>;
  /** Absent on a socket. */
  readonly http?: { readonly req: Request; readonly res: Response };
}

/** One call of one caller: who, in which language, with which rows in reach. */
export class RequestContext {
  private readonly readers = new Map<Permission, EntityManager>();
  /** Per-request memory for DataLoaders and the like, keyed by their maker. */
  readonly memory = new Map<unknown, unknown>();
  readonly log: Log;
  private renewedAt = 0;

  constructor(
    readonly kernel: Kernel,
    private caller: Viewer | null,
    readonly facts: RequestFacts,
  ) {
    this.log = kernel.log.child({ requestId: facts.requestId, userId: caller?.userId });
  }

  /** Who calls; null: nobody is signed in. */
  get viewer(): Viewer | null {
    return this.caller;
  }

  /**
   * The same caller with the rights they have now, and nothing of what was read before: an open subscription asks before
   * each message, so that a role that was taken away counts at once, for every field. The database is asked for the
   * viewer at most every two seconds.
   */
  async renewed(): Promise<this> {
    const { reloadViewer } = this.facts;
    if (!reloadViewer) return this;
    const now = Date.now();
    if (this.renewedAt < now - 2_000) {
      this.caller = await reloadViewer();
      this.renewedAt = now;
    }
    this.readers.clear();
    this.memory.clear();
    return this;
  }

  get language(): Language {
    return this.facts.language;
  }

  may(permission: Permission): boolean {
    return may(this.viewer, permission);
  }

  scope(permission: Permission): Scope {
    if (!this.viewer) throw unauthenticated();
    if (!this.may(permission)) throw forbidden();
    return scopeFor(this.viewer, permission);
  }

  /** An entity manager for reading what this permission reaches; one per permission and request. */
  reader(permission: Permission): EntityManager {
    const known = this.readers.get(permission);
    if (known) return known;
    const em = scopedFork(this.kernel.orm.em, this.scope(permission));
    this.readers.set(permission, em);
    return em;
  }

  /** A transaction within what this permission reaches. */
  run<Result>(permission: Permission, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return runTx(this.kernel, { actor: this.actor, scope: this.scope(permission) }, work);
  }

  /** For what the caller does to themselves (log-in, preferences) and for the public form: sees all, so use by key only. */
  runUnscoped<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return runTx(this.kernel, { actor: this.actor, scope: systemScope }, work);
  }

  get actor(): Actor {
    const { requestId, address } = this.facts;
    if (!this.viewer) return { kind: "PATIENT", label: "anonymous", requestId, address };
    const { viewedBy, username } = this.viewer;
    if (viewedBy) {
      return {
        kind: "USER",
        userId: viewedBy.userId,
        label: `${viewedBy.username} as ${username}`,
        requestId,
        address,
      };
    }
    const kind = this.viewer.kind === "SERVICE" ? "SERVICE" : "USER";
    return { kind, userId: this.viewer.userId, label: this.viewer.username, requestId, address };
  }

  /** A refusal is worth a line, and an entry of the trail: who reached for what (F1.6). */
  reportRefusal(operation: string, permission?: string | null): Promise<void> {
    this.log.warn({ operation, permission }, "refused");
    return noteRefusal(this.kernel, this.actor, { operation, permission });
  }
}
