import { byId, loader, unscoped, covers, type RequestContext } from "../core/index.ts";
import { Department, Hospital, maskEmail, maskName, maskPhone, Patient, Physician } from "../organizations/index.ts";
import { SlaCaseKind, slaClocksLoader, slaExplanationLoader, slaHistoryLoader } from "../sla/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { ComplaintEntry } from "./complaint-entry.entity.ts";
import { complaintPlace } from "./complaint-history.ts";
import { Complaint } from "./complaint.entity.ts";
import type { Complainant } from "./complaint.types.ts";
import { settingsFor, type SettingsFacts } from "./settings.service.ts";

type Ids = readonly string[];

export const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await unscoped(context).find(Hospital, { id: { $in: [...ids] } })),
  null,
);

export const departmentOf = loader<Department | null>(
  async (context, ids) => byId(await unscoped(context).find(Department, { id: { $in: [...ids] } })),
  null,
);

export const physicianOf = loader<Physician | null>(
  async (context, ids) => byId(await unscoped(context).find(Physician, { id: { $in: [...ids] } })),
  null,
);

/** Only with the right to see patients; the identity is masked or audited by the patient's own resolver. */
export const patientOf = loader<Patient | null>(async (context, ids) => {
  if (!context.may("patient.read")) return new Map();
  return byId(await context.reader("patient.read").find(Patient, { id: { $in: [...ids] } }));
}, null);

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

export const clocksOf = slaClocksLoader(SlaCaseKind.COMPLAINT);
export const explanationOf = slaExplanationLoader(clocksOf);
export const slaHistoryOf = slaHistoryLoader(SlaCaseKind.COMPLAINT);

export const attachmentsOf = loader<ComplaintAttachment[]>(async (context, ids) => {
  const where = { complaint: { $in: [...ids] }, removedAt: null };
  const rows = await unscoped(context).find(ComplaintAttachment, where, { orderBy: { addedAt: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.complaint.id);
}, []);

/** Which of these complaints the caller may read the words of. */
export function mayReadText(context: RequestContext, complaint: Complaint): boolean {
  return context.may("complaint.text") && covers(context.scope("complaint.text"), complaintPlace(complaint));
}

export function openText(context: RequestContext, sealed: Uint8Array | null | undefined): string | null {
  return sealed ? context.kernel.cipher.open(sealed) : null;
}

/** CM-11: identity leaves masked without the right to see it; with it, its reading is in the audit trail before the answer goes out. */
export async function complainantOf(context: RequestContext, complaint: Complaint): Promise<Complainant | null> {
  const name = openText(context, complaint.complainantNameSealed);
  const mobile = openText(context, complaint.complainantMobileSealed);
  const email = openText(context, complaint.complainantEmailSealed);
  if (!name && !mobile && !email) return null;
  const isOpen =
    context.may("patient.identity") && covers(context.scope("patient.identity"), complaintPlace(complaint));
  if (!isOpen) {
    return { name: name && maskName(name), mobile: mobile && maskPhone(mobile), email: email && maskEmail(email) };
  }
  await noteReading(context, complaint);
  return { name, mobile, email };
}

/** One entry per complaint and request. */
async function noteReading(context: RequestContext, complaint: Complaint): Promise<void> {
  const key = `complainant ${complaint.id}`;
  let noted = context.memory.get(key) as Promise<void> | undefined;
  if (!noted) {
    noted = context.run("patient.identity", async (tx) => {
      tx.audit({
        action: "complaint.identityRead",
        targetType: "Complaint",
        targetId: complaint.id,
        hospitalId: complaint.hospital.id,
      });
    });
    context.memory.set(key, noted);
  }
  await noted;
}
