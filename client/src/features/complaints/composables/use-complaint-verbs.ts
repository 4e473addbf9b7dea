import { useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import { useCaseVerbs } from "#entities/case/use-case-verbs.ts";
import { AssignComplaintsBulkDocument, ChangeComplaintsStatusBulkDocument } from "#generated/graphql.ts";

/** What can be done to many complaints. */
export const useComplaintVerbs = () =>
  useCaseVerbs({
    of: "complaints",
    statusTexts: "entities.complaintStatus",
    statuses: ["IN_PROGRESS", "OPEN"] as const,
    permissions: { assign: "complaint.assign", work: "complaint.work" },
    assign: useBulkCommand(AssignComplaintsBulkDocument),
    move: useBulkCommand(ChangeComplaintsStatusBulkDocument),
  });
