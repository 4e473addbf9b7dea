import { byId, loader, reaches, unscoped, type Place, type RequestContext } from "../core/index.ts";
import { contactBehind } from "../organizations/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { ComplaintEntry } from "./complaint-entry.entity.ts";
import { complaintPlace } from "./complaint-history.ts";
import { Complaint } from "./complaint.entity.ts";
import type { Complainant } from "./complaint.types.ts";
import { settingsFor, type SettingsFacts } from "./settings.service.ts";

type Ids = readonly string[];

export const surveyOf = loader<SurveyInstance | null>(async (context, ids) => {
  if (!context.may("survey.read")) return new Map();
  return byId(await context.reader("survey.read").find(SurveyInstance, { id: { $in: [...ids] } }));
}, null);

/** All of them at once: the tree is small, and a path needs its parents. */
export const categoriesOf = loader<ComplaintCategory[]>(async (context, ids) => {
  const rows = await unscoped(context).find(ComplaintCategory, {}, { orderBy: { level: "asc", position: "asc" } });
  return new Map(ids.map((id) => [id, rows]));
}, []);

export const settingsOf = loader<SettingsFacts | null>(async (context, ids: Ids) => {
  const found = await Promise.all(ids.map((id) => settingsFor(unscoped(context), id)));
  return new Map(ids.map((id, i) => [id, found[i] as SettingsFacts]));
}, null);

export const relatedComplaint = loader<Complaint | null>(
  async (context, ids) => byId(await context.reader("complaint.read").find(Complaint, { id: { $in: [...ids] } })),
  null,
);

export const duplicatesOf = loader<Complaint[]>(async (context, ids) => {
  const where = { mergedInto: { $in: [...ids] } };
  const rows = await context.reader("complaint.read").find(Complaint, where, { orderBy: { receivedAt: "asc" } });
  return Map.groupBy(rows, (row) => row.mergedInto?.id ?? "");
}, []);

export const timelineOf = loader<ComplaintEntry[]>(async (context, ids) => {
  const where = { complaint: { $in: [...ids] } };
  const rows = await unscoped(context).find(ComplaintEntry, where, { orderBy: { at: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.complaint.id);
}, []);

export const attachmentsOf = loader<ComplaintAttachment[]>(async (context, ids) => {
  const where = { complaint: { $in: [...ids] }, removedAt: null };
  const rows = await unscoped(context).find(ComplaintAttachment, where, { orderBy: { addedAt: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.complaint.id);
}, []);

/** Where the complaint of a line or a file lies, for what of it needs a right at that place. */
export const placeOfComplaint = loader<Place>(async (context, ids) => {
  const fields = ["hospital", "department", "assignee", "registeredBy"] as const;
  const rows = await unscoped(context).find(Complaint, { id: { $in: [...ids] } }, { fields });
  return new Map(rows.map((row) => [row.id, complaintPlace(row)]));
}, {});

/** Which of these complaints the caller may read the words of. */
export const mayReadText = (context: RequestContext, complaint: Complaint): boolean =>
  reaches(context, "complaint.text", complaintPlace(complaint));

/** CM-11: masked without the right to see identity, and audited with it. */
export const complainantOf = (context: RequestContext, complaint: Complaint): Promise<Complainant | null> =>
  contactBehind(
    context,
    {
      name: complaint.complainantNameSealed,
      mobile: complaint.complainantMobileSealed,
      email: complaint.complainantEmailSealed,
    },
    { type: "Complaint", id: complaint.id, place: complaintPlace(complaint), audit: "complaint.identityRead" },
  );
