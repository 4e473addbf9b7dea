import { newId, sql } from "../modules/core/index.ts";
import type { SettledNotification } from "../modules/notifications/index.ts";
import type { Hospital, Patient } from "../modules/organizations/index.ts";
import type { TestKernel } from "./test-kernel.ts";
import { recordSettledInvitations } from "../modules/surveys/settled.subscriber.ts";
import type { StageSurveyRequest } from "../modules/surveys/stage-survey.service.ts";
import type { SurveyTemplate } from "../modules/surveys/survey-template.entity.ts";

/** What the tests of the surveys module share. */
export function stageRequest(
  given: { hospital: Hospital; patient: Patient; template: SurveyTemplate } & Partial<StageSurveyRequest>,
): StageSurveyRequest {
  const { hospital, patient, template, ...overrides } = given;
  return {
    stageInstanceId: newId(),
    journeyId: newId(),
    encounterId: "ENC-1",
    journeyType: "OPD",
    stageCode: "LAB",
    stageNameAr: "المختبر",
    stageNameEn: "Laboratory",
    hospitalId: hospital.id,
    departmentId: null,
    physicianId: null,
    patientId: patient.id,
    surveyTemplateId: template.id,
    occurredAt: new Date(),
    isAutoSend: true,
    ...overrides,
  };
}

/** The notifications module tells what became of a message. */
export function settle(
  kernel: TestKernel,
  surveyId: string,
  outcome: Partial<SettledNotification> & Pick<SettledNotification, "status">,
): Promise<void> {
  const full: SettledNotification = {
    notificationId: newId(),
    purpose: "SURVEY_INVITATION",
    relatedType: "SurveyInstance",
    relatedId: surveyId,
    at: kernel.time.toISOString(),
    ...outcome,
  };
  return kernel.tx((tx) => recordSettledInvitations.handle(tx, [{ id: newId(), payload: { outcomes: [full] } }]));
}

export async function rowOf(kernel: TestKernel, surveyId: string): Promise<Record<string, unknown>> {
  const [row] = await sql(kernel.orm.em.fork(), "select * from survey_instance where id = $1", [surveyId]);
  // Raw rows carry times as PostgreSQL writes them.
  const read = ([key, value]: [string, unknown]) => [
    key,
    key.endsWith("_at") && typeof value === "string" ? new Date(value) : value,
  ];
  return Object.fromEntries(Object.entries(row ?? {}).map(read)) as Record<string, unknown>;
}

export async function count(kernel: TestKernel, text: string, parameters: readonly unknown[] = []): Promise<number> {
  const [row] = await sql<{ n: string }>(kernel.orm.em.fork(), `select count(*) as n from ${text}`, parameters);
  return Number(row?.n);
}
