import { sql, type Tx } from "../core/index.ts";
import { cancelSurvey } from "./sending.service.ts";
import { makeSurveys } from "./stage-survey.service.ts";
import { cancellable } from "./survey.status.ts";

/** A complaint that was closed: how does the patient find what was done? */
export interface ResolutionSurveyRequest {
  readonly complaintId: string;
  readonly hospitalId: string;
  readonly departmentId: string | null;
  readonly physicianId: string | null;
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly journeyId: string | null;
  readonly surveyTemplateId: string;
}

/** SV-23: a complaint's satisfaction survey. One that still waits for its answer is withdrawn: the newest closing counts. Returns its id. */
export async function createResolutionSurvey(tx: Tx, request: ResolutionSurveyRequest): Promise<string> {
  await withdrawResolutionSurveys(tx, request.complaintId, "NEWER_SURVEY");
  const { surveys } = await makeSurveys(tx, [
    {
      ...request,
      stageInstanceId: null,
      journeyType: null,
      stageCode: null,
      stageNameAr: null,
      stageNameEn: null,
      occurredAt: tx.now,
      isAutoSend: true,
    },
  ]);
  const [survey] = surveys;
  if (!survey) throw new Error("one request makes one survey");
  return survey.id;
}

/** SV-23: nobody is asked any longer about a closing that no longer holds; what was answered stays. `reason` is a code. */
export async function withdrawResolutionSurveys(tx: Tx, complaintId: string, reason: string): Promise<void> {
  const waiting = await sql<{ id: string }>(
    tx.em,
    "select id from survey_instance where complaint_id = $1 and status = any($2)",
    [complaintId, cancellable],
  );
  for (const { id } of waiting) await cancelSurvey(tx, id, reason);
}
