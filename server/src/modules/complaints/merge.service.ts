import { ref } from "@mikro-orm/core";
import { failure, findVisible, sql, type Tx } from "../core/index.ts";
import { record } from "./complaint-history.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind, ComplaintStatus } from "./complaint.enums.ts";
import { findOpenComplaint } from "./complaint.moves.ts";

/**
 * CM-16: a duplicate ends in the one that goes on. Both keep their timeline; files stay where they are and are reached
 * from both; the duplicate's clocks are called off, and nobody is surveyed about it.
 * CM-37: what was late by then stays missed.
 */
export async function mergeComplaints(
  tx: Tx,
  duplicateId: string,
  intoId: string,
  reason: string | null | undefined,
  version?: number | null,
): Promise<Complaint> {
  // In one order, so that two people merging two complaints into each other do not wait for each other for ever.
  await sql(tx.em, "select id from complaint where id = any($1) order by id for update", [[duplicateId, intoId]]);
  const duplicate = await findOpenComplaint(tx, duplicateId, version);
  const into = await findVisible(tx.em, Complaint, intoId);
  if (duplicate.id === into.id || into.mergedInto || into.hospital.id !== duplicate.hospital.id) throw notMergeable();
  if (into.closedAt) throw mergesIntoClosed();
  const from = duplicate.status;
  duplicate.status = ComplaintStatus.CLOSED;
  duplicate.closedAt = tx.now;
  duplicate.pausedAt = null;
  duplicate.mergedInto = ref(into);
  await complaintClocks.cancel(tx, duplicate);
  record(tx, duplicate, {
    kind: ComplaintEntryKind.MERGED,
    audit: "complaint.merged",
    change: "MERGED",
    fromStatus: from,
    toStatus: ComplaintStatus.CLOSED,
    text: reason?.trim() || into.reference,
    before: { status: from },
    after: { status: ComplaintStatus.CLOSED, mergedIntoId: into.id },
  });
  record(tx, into, {
    kind: ComplaintEntryKind.MERGED,
    audit: "complaint.mergedInto",
    change: "MERGED",
    text: duplicate.reference,
    after: { duplicateId: duplicate.id },
  });
  await sql(tx.em, "update complaint set merged_into_id = $2 where merged_into_id = $1", [duplicate.id, into.id]);
  return into;
}

const notMergeable = () =>
  failure(
    "NOT_MERGEABLE",
    "Choose another complaint of the same hospital that was not merged itself.",
    "اختر شكوى أخرى من المستشفى نفسه لم تُدمج من قبل.",
    ["intoId"],
  );

/** CM-36: what is open would end in what nobody works on any more. */
const mergesIntoClosed = () =>
  failure(
    "MERGES_INTO_CLOSED",
    "That complaint is closed. Reopen it first, then merge into it, or choose one that is open.",
    "هذه الشكوى مغلقة. أعد فتحها أولًا ثم ادمج فيها، أو اختر شكوى مفتوحة.",
    ["intoId"],
  );
