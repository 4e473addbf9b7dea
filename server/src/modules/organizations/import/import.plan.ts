import type { Tx } from "../../core/index.ts";
import type { Hospital } from "../hospital.entity.ts";
import type { ImportRow, RowProblem } from "./csv.rules.ts";

export type RowOutcome = "CREATED" | "UPDATED" | "UNCHANGED";

/** What becomes of one row. Nothing is written before `apply`. */
export interface RowPlan {
  readonly outcome: RowOutcome;
  apply(accepted: readonly string[]): void;
}

export interface ImportPlan {
  readonly rows: readonly RowPlan[];
  readonly problems: readonly RowProblem[];
}

export type Planner = (tx: Tx, hospital: Hospital, rows: readonly ImportRow[]) => Promise<ImportPlan>;
