import type { EntityManager } from "@mikro-orm/postgresql";
import type { Tx } from "../context/tx.ts";
import type { ListDefinition } from "../exports/list-definition.ts";
import type { Order } from "../graphql/page.ts";
import type { Permission } from "../policy/permissions.ts";
import type { Scope } from "../policy/scope.ts";
import type { Failure } from "../errors/failure.ts";
import type { Bilingual } from "../text/bilingual.ts";

/** Who asks, for rules about oneself or about how far one's right reaches. */
export interface BulkCaller {
  readonly userId: string | null;
  /** Of the verb's permission. */
  readonly scope: Scope;
}

/** What a run changed, once nothing of it waits. */
export interface BulkDone {
  readonly ids: readonly string[];
  /** Who began it; the transaction is the system's. */
  readonly userId: string;
  readonly startedAt: Date;
}

/** CO-46: something that can be done to many rows of a list at once: the single operation, its rules and its trail (graphql.md, Bulk). */
export interface BulkVerb<Row extends { id: string } = { id: string }, Args extends object = object> {
  /** `thing.verb`, e.g. pxAction.assign; kept in the rows of runs. */
  readonly name: string;
  readonly title: Bilingual;
  /** What a filter means, and which rows the caller sees at all. */
  readonly list: ListDefinition<Row>;
  /** The right to do it; its scope may be narrower than that of seeing. */
  readonly permission: Permission;
  /** In which order what a filter finds is done; that of the list when left out. */
  readonly order?: readonly Order[];
  /** Rows within the scope of the entity manager. */
  load(em: EntityManager, ids: readonly string[]): Promise<Row[]>;
  /** What a failure calls the row: a reference of ours, never a patient. */
  labelOf(row: Row): string;
  /** Refuses what no row can mend, e.g. a missing reason. */
  check?(args: Args): void;
  /** Leaves out of a filter what it can never apply to. */
  narrow?(filter: object): object;
  /** Why this row, in reach as it is, is not this user's to change, e.g. four eyes. */
  refusalFor?(row: Row, caller: BulkCaller, args: Args): Failure | null;
  /** Whether it would change this row, for the preview; `apply` asks the same rules again. */
  isApplicable(row: Row, args: Args): boolean;
  /** Does it to one row, in a transaction of that row's own. The service that a single mutation calls, too. */
  apply(tx: Tx, id: string, args: Args): Promise<unknown>;
  /** CO-53: what is said once of the whole run and not of each row, in the transaction that ends it. */
  finish?(tx: Tx, done: BulkDone, args: Args): Promise<void>;
}
