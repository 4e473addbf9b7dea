import type { Kernel } from "../context/kernel.ts";
import { runSystemTx, type Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { TickContract } from "../jobs/job.contract.ts";
import { anchorOf, walkChain, type BreakReason, type ChainPoint, type Walk } from "./audit-verify.ts";

/** CO-42: verifies what was sealed since the last time, and a part of what was verified before. */
export const auditVerifyTick: TickContract = { kind: "tick", name: "audit-verify", everySeconds: 60 };

const mostNew = 50_000;
/** A day of a busy group takes an hour: what is changed afterwards is found too, not only what is new. */
const mostAgain = 5_000;

interface ChainRow {
  readonly verifiedPosition: string;
  readonly verifiedHash: string;
  readonly againPosition: string;
  readonly againHash: string;
  readonly brokenPosition: string | null;
}

export const runAuditVerifyTick = (kernel: Kernel): Promise<void> =>
  runSystemTx(kernel, auditVerifyTick.name, verifyOnward);

/** One transaction: where it got to and what it found commit together. */
export async function verifyOnward(tx: Tx): Promise<void> {
  const [row] = await sql<ChainRow>(
    tx.em,
    `select verified_position as "verifiedPosition", verified_hash as "verifiedHash", again_position as "againPosition",
            again_hash as "againHash", broken_position as "brokenPosition" from audit_chain for update`,
  );
  if (!row) throw new Error("the row of audit_chain is missing");
  const anchor = await anchorOf(tx.em);
  const verified = notBefore(anchor, { position: Number(row.verifiedPosition), hash: row.verifiedHash });
  const onward = (await endFault(tx, anchor, verified)) ?? (await walkChain(tx.em, verified, mostNew));
  // A fault moves nothing back: what was known to be there is what is missed.
  const known = onward.at.position < verified.position ? verified : onward.at;
  const again = await walkAgain(tx, anchor, { position: Number(row.againPosition), hash: row.againHash }, known);
  const fault = again.reason ? again : onward.reason ? onward : null;
  await sql(
    tx.em,
    `update audit_chain set verified_position = $1, verified_hash = $2, verified_at = $3, again_position = $4, again_hash = $5,
            again_whole_at = case when $6 then $3 else again_whole_at end`,
    [known.position, known.hash, tx.now, again.at.position, again.at.hash, again.isAtEnd],
  );
  await tell(tx, row.brokenPosition === null ? null : Number(row.brokenPosition), fault);
}

const notBefore = (anchor: ChainPoint, point: ChainPoint) => (point.position < anchor.position ? anchor : point);

/** What was verified must still be the end of something: a chain that was cut off there holds in itself. */
async function endFault(tx: Tx, anchor: ChainPoint, verified: ChainPoint): Promise<Walk | null> {
  if (verified.position === anchor.position) return null;
  const [seal] = await sql<ChainPoint>(
    tx.em,
    `select position::float8 as position, hash from audit_seal where position <= $1 order by position desc limit 1`,
    [verified.position],
  );
  const last = seal ?? anchor;
  if (last.position < verified.position) return { at: last, isAtEnd: false, reason: "CUT_OFF" };
  const before = { position: verified.position - 1, hash: "" };
  return last.hash === verified.hash ? null : { at: before, isAtEnd: false, reason: "CHANGED" };
}

/** Round and round: from the anchor to what is verified, a part at a time. */
async function walkAgain(tx: Tx, anchor: ChainPoint, from: ChainPoint, verified: ChainPoint): Promise<Walk> {
  const start = from.position >= verified.position ? anchor : notBefore(anchor, from);
  const left = verified.position - start.position;
  if (left <= 0) return { at: start, isAtEnd: true };
  const walk = await walkChain(tx.em, start, Math.min(left, mostAgain));
  if (walk.reason) return walk;
  const isAtEnd = walk.at.position >= verified.position;
  if (isAtEnd && walk.at.hash !== verified.hash) return { at: start, isAtEnd: false, reason: "CHANGED" };
  return { at: walk.at, isAtEnd };
}

/** The log and the trail hear of a break once, and once when the chain is whole again. */
async function tell(tx: Tx, brokenBefore: number | null, fault: Walk | null): Promise<void> {
  const position = fault ? fault.at.position + 1 : null;
  if (position === brokenBefore) return;
  const reason: BreakReason | null = fault?.reason ?? null;
  await sql(tx.em, `update audit_chain set broken_position = $1, broken_reason = $2, broken_at = $3`, [
    position,
    reason,
    position === null ? null : tx.now,
  ]);
  tx.audit({
    action: position === null ? "audit.chainWhole" : "audit.chainBroken",
    targetType: "AuditEvent",
    ...(brokenBefore === null ? {} : { before: { position: brokenBefore } }),
    ...(position === null ? {} : { after: { position, reason } }),
  });
  if (position !== null) tx.kernel.log.error({ position, reason }, "the chain of the audit trail is broken");
}
