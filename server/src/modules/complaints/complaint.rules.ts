import { ComplaintStatus } from "./complaint.enums.ts";

/** One step of the workflow (F7.1). */
export type ComplaintMove = "START" | "PUT_BACK" | "RESOLVE" | "SEND_BACK" | "CLOSE" | "REOPEN";

interface MoveRule {
  readonly from: readonly ComplaintStatus[];
  readonly to: ComplaintStatus;
  readonly needsReason: boolean;
}

const { OPEN, IN_PROGRESS, RESOLVED, CLOSED } = ComplaintStatus;

export const openStatuses: readonly ComplaintStatus[] = [OPEN, IN_PROGRESS, RESOLVED];

/** CM-5: every way there is. What is not here is refused. */
export const complaintMoves: Readonly<Record<ComplaintMove, MoveRule>> = {
  START: { from: [OPEN], to: IN_PROGRESS, needsReason: false },
  PUT_BACK: { from: [IN_PROGRESS], to: OPEN, needsReason: true },
  // The reason of a resolution is the resolution.
  RESOLVE: { from: [IN_PROGRESS], to: RESOLVED, needsReason: true },
  SEND_BACK: { from: [RESOLVED], to: IN_PROGRESS, needsReason: true },
  CLOSE: { from: [RESOLVED], to: CLOSED, needsReason: false },
  REOPEN: { from: [CLOSED], to: IN_PROGRESS, needsReason: true },
};

export interface ComplaintMoveFacts {
  readonly status: ComplaintStatus;
  readonly reason?: string | null;
  readonly isEvidenceRequired: boolean;
  readonly attachmentCount: number;
  readonly isFourEyes: boolean;
  readonly resolvedById: string | null;
  readonly actorId: string | null;
  readonly isMerged: boolean;
}

export type ComplaintRefusal = "ILLEGAL_STATUS" | "REASON_REQUIRED" | "EVIDENCE_REQUIRED" | "FOUR_EYES" | "MERGED";

/** CM-5 to CM-8: null when the move is right, else why it is not. Rights and scope are asked before. */
export function refusalOf(move: ComplaintMove, facts: ComplaintMoveFacts): ComplaintRefusal | null {
  const rule = complaintMoves[move];
  if (facts.isMerged) return "MERGED";
  if (!rule.from.includes(facts.status)) return "ILLEGAL_STATUS";
  if (rule.needsReason && !facts.reason?.trim()) return "REASON_REQUIRED";
  if (move === "RESOLVE" && facts.isEvidenceRequired && facts.attachmentCount === 0) return "EVIDENCE_REQUIRED";
  // CM-7: somebody unknown is not somebody else.
  const isSamePerson = !facts.actorId || facts.actorId === facts.resolvedById;
  if (move === "CLOSE" && facts.isFourEyes && isSamePerson) return "FOUR_EYES";
  return null;
}

export const isMovePossible = (move: ComplaintMove, status: ComplaintStatus): boolean =>
  complaintMoves[move].from.includes(status);

/** CM-5: what “set the status to …” means from where it stands; null when that way has a mutation of its own, or is none. */
export function moveTo(from: ComplaintStatus, to: ComplaintStatus): ComplaintMove | null {
  if (from === OPEN && to === IN_PROGRESS) return "START";
  if (from === IN_PROGRESS && to === OPEN) return "PUT_BACK";
  if (from === RESOLVED && to === IN_PROGRESS) return "SEND_BACK";
  return null;
}

/** CM-3: the deepest a category may hang. */
export const maxCategoryLevel = 4;

export interface CategoryNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: number;
}

export type CategoryRefusal = "CYCLE" | "TOO_DEEP";

/** CM-3: whether a category (null: a new one) may hang below `parentId`: no cycle, and nothing below it deeper than the fourth level. */
export function placeCategory(
  nodes: readonly CategoryNode[],
  id: string | null,
  parentId: string | null,
): { readonly level: number } | { readonly refusal: CategoryRefusal } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const below = id ? descendants(children, id) : [];
  if (parentId !== null && (parentId === id || below.some((node) => node.id === parentId))) return { refusal: "CYCLE" };
  const level = parentId === null ? 1 : (byId.get(parentId)?.level ?? 0) + 1;
  const own = id ? (byId.get(id)?.level ?? level) : level;
  const depth = Math.max(0, ...below.map((node) => node.level - own));
  return level + depth > maxCategoryLevel ? { refusal: "TOO_DEEP" } : { level };
}

export function descendants(
  children: ReadonlyMap<string | null, readonly CategoryNode[]>,
  id: string,
  seen: ReadonlySet<string> = new Set([id]),
): CategoryNode[] {
  const direct = (children.get(id) ?? []).filter((node) => !seen.has(node.id));
  const known = new Set([...seen, ...direct.map((node) => node.id)]);
  return direct.flatMap((node) => [node, ...descendants(children, node.id, known)]);
}

/** CM-17: whole percent of the answered resolution surveys that were bad; null when nobody answered. */
export function dissatisfactionRate(answered: number, dissatisfied: number): number | null {
  return answered === 0 ? null : (100 * dissatisfied) / answered;
}
