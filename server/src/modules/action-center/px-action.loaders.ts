import { byId, loader, sql, unscoped, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { loadEscalationLevels } from "./action-configuration.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
import { SlaRule } from "./sla-rule.entity.ts";
import type { ChainLevel } from "./sla.rules.ts";

export const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await context.reader("action.read").find(Hospital, { id: { $in: [...ids] } })),
  null,
);

export const departmentOf = loader<Department | null>(
  async (context, ids) => byId(await context.reader("action.read").find(Department, { id: { $in: [...ids] } })),
  null,
);

/** The rule behind a visible action, wherever it is kept. */
export const slaRuleOf = loader<SlaRule | null>(
  async (context, ids) => byId(await unscoped(context).find(SlaRule, { id: { $in: [...ids] } })),
  null,
);

export const logOf = loader<PxActionLogEntry[]>(async (context, ids) => {
  const em = context.reader("action.read");
  const rows = await em.find(PxActionLogEntry, { action: { $in: [...ids] } }, { orderBy: { at: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.action.id);
}, []);

export const evidenceOf = loader<PxActionEvidence[]>(async (context, ids) => {
  const em = context.reader("action.read");
  const where = { action: { $in: [...ids] }, removedAt: null };
  const rows = await em.find(PxActionEvidence, where, { orderBy: { addedAt: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.action.id);
}, []);

export const checksOf = loader<PxActionCheck[]>(async (context, ids) => {
  const em = context.reader("action.read");
  const rows = await em.find(PxActionCheck, { action: { $in: [...ids] } }, { orderBy: { position: "asc" } });
  return Map.groupBy(rows, (row) => row.action.id);
}, []);

/** What a line of the history is about. */
export const checkOf = loader<PxActionCheck | null>(
  async (context, ids) => byId(await context.reader("action.read").find(PxActionCheck, { id: { $in: [...ids] } })),
  null,
);

interface ToldLevel {
  readonly actionId: string;
  readonly level: number;
  readonly at: Date;
}

/** When which level of a visible action was told. */
export const toldLevelsOf = loader<ToldLevel[]>(async (context, ids) => {
  const rows = await sql<ToldLevel>(
    unscoped(context),
    `select action_id as "actionId", level, at from px_action_notice where action_id = any($1) and kind = 'ESCALATION'`,
    [ids],
  );
  // Raw rows carry times as PostgreSQL writes them.
  return Map.groupBy(
    rows.map((row) => ({ ...row, at: new Date(row.at) })),
    (row) => row.actionId,
  );
}, []);

const levels = loader<ChainLevel[]>(async (context, ids) => {
  const rows = await loadEscalationLevels(unscoped(context));
  return new Map(ids.map((id) => [id, rows]));
}, []);

export const levelsOf = (context: RequestContext): Promise<ChainLevel[]> => levels(context, "all");
