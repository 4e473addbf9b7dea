import { mayWorkAt } from "../accounts/index.ts";
import { assertFilled, Department, Hospital } from "../organizations/index.ts";
import { covers, failure, findVisible, forbidden, notFound, type Tx } from "../core/index.ts";
import { Complaint } from "../complaints/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { loadTriggers } from "./action-configuration.ts";
import { loadDirectory } from "./action-directory.ts";
import { openPxActions } from "./open-actions.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionSource, type PxActionPriority } from "./px-action.enums.ts";
import { notAssignable } from "./px-action.refusals.ts";
import { pickTrigger } from "./trigger.rules.ts";

export interface CreateActionFields {
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly titleAr?: string | null;
  readonly titleEn?: string | null;
  readonly description?: string | null;
  readonly priority: PxActionPriority;
  readonly assigneeId?: string | null;
  readonly surveyInstanceId?: string | null;
  readonly complaintId?: string | null;
  readonly clientMutationId?: string | null;
}

/** PX-1, PX-17: by hand, within the caller's reach. The same survey or the same clientMutationId again answers with what is open already. */
export async function createAction(tx: Tx, fields: CreateActionFields): Promise<PxAction> {
  await findVisible(tx.em, Hospital, fields.hospitalId);
  const departmentId = fields.departmentId ?? null;
  if (departmentId) await assertDepartment(tx, departmentId, fields.hospitalId);
  // F1.5: who reaches only what is their own (call-centre agents) may open an action that is.
  const place = {
    hospitalId: fields.hospitalId,
    departmentIds: departmentId ? [departmentId] : [],
    ownerId: fields.assigneeId,
  };
  if (!covers(tx.scope, place)) throw forbidden();
  const titleAr = fields.titleAr?.trim() || fields.titleEn?.trim();
  const titleEn = fields.titleEn?.trim() || titleAr;
  assertFilled({ titleAr }, ["titleAr"]);
  const complaint = fields.complaintId ? await findComplaint(tx, fields.complaintId, fields.hospitalId) : null;
  const survey = fields.surveyInstanceId ? await findSurvey(tx, fields.surveyInstanceId, fields.hospitalId) : null;
  if (fields.assigneeId) {
    const directory = await loadDirectory(tx.em, [fields.hospitalId]);
    if (!mayWorkAt(directory, fields.assigneeId, { hospitalId: fields.hospitalId, departmentId }))
      throw notAssignable();
  }
  const source = survey ? PxActionSource.STAGE_SURVEY : complaint ? PxActionSource.COMPLAINT : PxActionSource.MANUAL;
  const sourceId = survey?.id ?? fields.clientMutationId ?? null;
  const trigger = pickTrigger(await loadTriggers(tx.em), fields.hospitalId, source);
  const [opened] = await openPxActions(tx, [
    {
      source,
      sourceId,
      hospitalId: fields.hospitalId,
      departmentId,
      priority: fields.priority,
      title: { ar: titleAr ?? "", en: titleEn ?? "" },
      description: fields.description,
      isEvidenceRequired: trigger?.isEvidenceRequired ?? false,
      startedAt: tx.now,
      stageCode: survey?.stageCode,
      surveyInstanceId: survey?.id,
      journeyId: survey?.journeyId ?? complaint?.journeyId,
      complaintId: complaint?.id,
      patientId: complaint?.patient?.id,
      assigneeId: fields.assigneeId,
    },
  ]);
  if (opened) return opened;
  const before = await tx.em.findOne(PxAction, { source, sourceId });
  if (!before) throw notFound();
  return before;
}

async function assertDepartment(tx: Tx, id: string, hospitalId: string): Promise<void> {
  const department = await tx.em.findOne(Department, { id, hospital: hospitalId });
  if (!department)
    throw failure("UNKNOWN_DEPARTMENT", "Choose a department of this hospital.", "اختر قسمًا من هذا المستشفى.", [
      "departmentId",
    ]);
}

async function findComplaint(tx: Tx, id: string, hospitalId: string): Promise<Complaint> {
  const complaint = await tx.em.findOne(Complaint, { id, hospital: hospitalId });
  if (!complaint)
    throw failure(
      "UNKNOWN_COMPLAINT",
      "There is no such complaint in this hospital.",
      "لا توجد شكوى كهذه في هذا المستشفى.",
      ["complaintId"],
    );
  return complaint;
}

async function findSurvey(tx: Tx, id: string, hospitalId: string): Promise<SurveyInstance> {
  const survey = await tx.em.findOne(SurveyInstance, { id, hospital: hospitalId });
  if (!survey)
    throw failure(
      "UNKNOWN_SURVEY",
      "There is no such survey in this hospital.",
      "لا توجد استبانة كهذه في هذا المستشفى.",
      ["surveyInstanceId"],
    );
  return survey;
}
