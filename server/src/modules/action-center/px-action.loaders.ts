import { byId, loader } from "../core/index.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";

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
