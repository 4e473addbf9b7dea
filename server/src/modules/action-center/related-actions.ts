import type { EntityClass, FilterQuery } from "@mikro-orm/core";
import { Complaint } from "../complaints/index.ts";
import { sql, unscoped, type Permission, type RequestContext } from "../core/index.ts";
import { Patient } from "../organizations/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionRelation } from "./px-action.enums.ts";

const mostOfEach = 20;

/**
 * PX-27: what else there is that the caller may see. That two actions share a patient or a complaint is told only to those who may
 * read that patient or complaint.
 */
export async function findRelated(context: RequestContext, id: string) {
  const em = context.reader("action.read");
  const action = await em.findOne(PxAction, { id });
  if (!action) return null;
  const wanted = new Map<PxActionRelation, FilterQuery<PxAction>>();
  if (action.complaintId && (await sees(context, "complaint.read", Complaint, action.complaintId)))
    wanted.set(PxActionRelation.COMPLAINT, { complaintId: action.complaintId });
  const patient = await patientOf(context, action);
  if (patient && (await sees(context, "patient.read", Patient, patient)))
    wanted.set(PxActionRelation.PATIENT, await ofPatient(context, patient));
  if (action.department) {
    const { department, source } = action;
    wanted.set(PxActionRelation.DEPARTMENT_AND_SOURCE, { department: department.id, source, closedAt: null });
  }
  const found = new Map<string, { pxAction: PxAction; relations: PxActionRelation[] }>();
  for (const [relation, where] of wanted) {
    const others = await em.find(
      PxAction,
      { $and: [{ id: { $ne: id } }, where] },
      { orderBy: { createdAt: "desc", id: "desc" }, limit: mostOfEach },
    );
    for (const pxAction of others) {
      const known = found.get(pxAction.id);
      if (known) known.relations.push(relation);
      else found.set(pxAction.id, { pxAction, relations: [relation] });
    }
  }
  return [...found.values()].sort((a, b) => b.pxAction.createdAt.getTime() - a.pxAction.createdAt.getTime());
}

/** A right that was given for another place does not count. */
const sees = async (
  context: RequestContext,
  permission: Permission,
  entity: EntityClass<Complaint | Patient>,
  id: string,
): Promise<boolean> => context.may(permission) && (await context.reader(permission).count(entity, { id })) > 0;

/** The survey knows its patient also after records were merged. */
async function patientOf(context: RequestContext, action: PxAction): Promise<string | null> {
  if (!action.surveyInstanceId) return action.patient?.id ?? null;
  const survey = await unscoped(context).findOne(SurveyInstance, { id: action.surveyInstanceId });
  return survey?.patient.id ?? action.patient?.id ?? null;
}

async function ofPatient(context: RequestContext, patient: string): Promise<FilterQuery<PxAction>> {
  const surveys = await sql<{ id: string }>(
    unscoped(context),
    "select id from survey_instance where patient_id = $1 order by created_at desc limit 500",
    [patient],
  );
  return { $or: [{ patient }, { surveyInstanceId: { $in: surveys.map((survey) => survey.id) } }] };
}
