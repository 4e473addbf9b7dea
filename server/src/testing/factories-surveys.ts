import { createHash } from "node:crypto";
import { ref } from "@mikro-orm/core";
import { newId, type Tx } from "../modules/core/index.ts";
import {
  Channel,
  type Department,
  type Hospital,
  type Patient,
  type Physician,
} from "../modules/organizations/index.ts";
import {
  SurveyInstance,
  SurveyStatus,
  SurveyTemplate,
  SurveyTemplateVersion,
  type SurveyDefinition,
} from "../modules/surveys/index.ts";
import { surveyToken } from "../modules/surveys/survey.token.ts";
import { WARD_SURVEY } from "../modules/surveys/survey.sample.ts";
import { buildHospital, buildPatient } from "./factories.ts";

let count = 0;

interface GivenTemplate {
  hospital?: Hospital | null;
  code?: string;
  definition?: SurveyDefinition;
  negativeThreshold?: number | null;
  /** False: a draft that nobody published yet. */
  isPublished?: boolean;
}

/** A survey template of the group (or of a hospital), published with five believable questions in both languages. */
export async function buildSurveyTemplate(tx: Tx, given: GivenTemplate = {}): Promise<SurveyTemplate> {
  const n = ++count;
  const definition = given.definition ?? WARD_SURVEY;
  const hospital = given.hospital ? ref(given.hospital) : null;
  const template = tx.em.create(SurveyTemplate, {
    hospital,
    code: given.code ?? `SURVEY-${n}`,
    nameAr: `استبيان ${n}`,
    nameEn: `Survey ${n}`,
    draft: definition,
    negativeThreshold: given.negativeThreshold ?? null,
  });
  await tx.em.flush();
  if (given.isPublished === false) return template;
  const version = tx.em.create(SurveyTemplateVersion, {
    template: ref(template),
    hospital,
    number: 1,
    publishedAt: tx.now,
    definition,
  });
  await tx.em.flush();
  template.currentVersion = ref(version);
  await tx.em.flush();
  return template;
}

interface GivenInstance {
  hospital?: Hospital;
  department?: Department | null;
  physician?: Physician | null;
  patient?: Patient;
  template?: SurveyTemplate;
  status?: SurveyStatus;
  stageCode?: string;
  journeyType?: string;
  journeyId?: string;
  sentAt?: Date;
  expiresAt?: Date;
}

export interface BuiltSurvey {
  readonly survey: SurveyInstance;
  /** The last part of the patient's link. */
  readonly token: string;
}

/** A survey that was sent and waits for its answer, unless `status` says otherwise. */
export async function buildSurveyInstance(tx: Tx, given: GivenInstance = {}): Promise<BuiltSurvey> {
  const n = ++count;
  const id = newId();
  const token = surveyToken(tx.kernel.config.SURVEY_TOKEN_KEY, id);
  const hospital = given.hospital ?? (await buildHospital(tx));
  const patient = given.patient ?? (await buildPatient(tx, { hospital }));
  const template = given.template ?? (await buildSurveyTemplate(tx));
  const status = given.status ?? SurveyStatus.SENT;
  const isOut = ![SurveyStatus.PENDING, SurveyStatus.QUEUED, SurveyStatus.SUPPRESSED, SurveyStatus.FAILED].includes(
    status,
  );
  const survey = tx.em.create(SurveyInstance, {
    id,
    hospital: ref(hospital),
    patient: ref(patient),
    template: ref(template),
    templateVersion: template.currentVersion ?? null,
    department: given.department ? ref(given.department) : null,
    physician: given.physician ? ref(given.physician) : null,
    status,
    language: patient.language,
    channel: Channel.SMS,
    tokenHash: createHash("sha256").update(token).digest(),
    journeyId: given.journeyId ?? newId(),
    stageInstanceId: newId(),
    encounterId: `ENC-${n}`,
    journeyType: given.journeyType ?? "OPD",
    stageCode: given.stageCode ?? "OPD_MD_CONSULT",
    stageNameAr: "استشارة الطبيب",
    stageNameEn: "Doctor's consultation",
    occurredAt: tx.now,
    createdAt: tx.now,
    sentAt: given.sentAt ?? (isOut ? tx.now : null),
    expiresAt: given.expiresAt ?? (isOut ? new Date(tx.now.getTime() + 7 * 86_400_000) : null),
  });
  await tx.em.flush();
  return { survey, token };
}
